#include "app/password.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"

#define DESCRIPTOR_MAX 1023
/* What ends a line, or the asking, at a terminal that passes every key on. */
enum { KEY_INTERRUPT = 3, KEY_END = 4 };

typedef enum Read { READ_DONE, READ_LONG, READ_FAILED, READ_STOPPED } Read;

/* The first line: up to a line feed or the end; a carriage return before it is not part of it. */
static Read read_line(int file, Secret *secret) {
    char c;
    ssize_t got;
    secret->length = 0;
    while ((got = read(file, &c, 1)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return READ_FAILED;
        if (c == '\n' || c == KEY_END)
            break;
        if (c == KEY_INTERRUPT)
            return READ_STOPPED;
        if (secret->length == SIGNER_PASSWORD_MAX)
            return READ_LONG;
        secret->text[secret->length++] = c;
    }
    if (secret->length && secret->text[secret->length - 1] == '\r')
        secret->length--;
    secret->text[secret->length] = '\0';
    return READ_DONE;
}

static bool report(Read result, const char *from, DiagList *diags) {
    char limit[BUF_NUMBER];
    if (result == READ_LONG)
        diag_at(diags, DIAG_SIGN_PASSWORD_LONG, (Place){0}, DIAG_ARGS(from, int_format(SIGNER_PASSWORD_MAX, limit)));
    else if (result == READ_FAILED)
        diag_at(diags, DIAG_FILE_READ, (Place){0}, DIAG_ARGS(from, file_reason(errno)));
    return result == READ_DONE;
}

static bool read_file(const char *path, Secret *secret, DiagList *diags) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        if (errno == ENOENT)
            diag_at(diags, DIAG_FILE_MISSING, (Place){0}, DIAG_ARGS(path));
        else
            report(READ_FAILED, path, diags);
        return false;
    }
    bool good = report(read_line(file, secret), path, diags);
    close(file);
    return good;
}

/* ---- the terminal --------------------------------------------------------------------------------------------- */

static void say_to(int terminal, const Password *password, const char *what) {
    Buf text = {0};
    buf_printf(&text, password->language == LANGUAGE_ZH ? "请输入 %s 的口令或 PIN：" : "Password or PIN of %s: ", what);
    if (!buf_failed(&text) && write(terminal, text.bytes, text.length) < 0)
        errno = 0; /* who cannot be asked will not answer */
    buf_free(&text);
}

static bool read_terminal(const Password *password, const char *what, Secret *secret, DiagList *diags) {
    struct termios before, silent;
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0 || tcgetattr(terminal, &before) != 0) {
        diag_at(diags, DIAG_SIGN_PASSWORD_NONE, (Place){0}, DIAG_ARGS(what));
        if (terminal >= 0)
            close(terminal);
        return false;
    }
    silent = before;
    silent.c_lflag &= (tcflag_t) ~(ECHO | ISIG); /* an interrupt comes as a key, so that the echo comes back */
    tcsetattr(terminal, TCSAFLUSH, &silent);
    say_to(terminal, password, what);
    Read result = read_line(terminal, secret);
    tcsetattr(terminal, TCSAFLUSH, &before);
    if (write(terminal, "\n", 1) < 0)
        errno = 0;
    close(terminal);
    if (result == READ_STOPPED)
        diag_at(diags, DIAG_SIGN_PASSWORD_NONE, (Place){0}, DIAG_ARGS(what));
    return report(result, "/dev/tty", diags);
}

/* ---- asking --------------------------------------------------------------------------------------------------- */

static int descriptor_of(const char *text) {
    int number = 0;
    for (const char *at = text; *at; at++) {
        if (*at < '0' || *at > '9' || number > DESCRIPTOR_MAX)
            return -1;
        number = number * 10 + (*at - '0');
    }
    return number <= DESCRIPTOR_MAX ? number : -1;
}

bool password_check(const Password *password, DiagList *diags) {
    char limit[BUF_NUMBER];
    bool good = !password->descriptor || descriptor_of(password->descriptor) >= 0;
    if (!good)
        diag_at(diags, DIAG_USAGE_NUMBER, (Place){0},
                DIAG_ARGS(password->descriptor, int_format(DESCRIPTOR_MAX, limit)));
    return good;
}

static bool find(const Password *password, const char *what, Secret *secret, DiagList *diags) {
    if (password->file)
        return read_file(password->file, secret, diags);
    if (password->descriptor)
        return report(read_line(descriptor_of(password->descriptor), secret), "--password-fd", diags);
    return read_terminal(password, what, secret, diags);
}

bool password_ask(void *context, const char *what, Secret *secret, DiagList *diags) {
    Password *password = context;
    if (!password->known && !find(password, what, &password->secret, diags)) {
        password_wipe(password);
        return false;
    }
    password->known = true;
    *secret = password->secret;
    return true;
}

void password_wipe(Password *password) {
    explicit_bzero(&password->secret, sizeof password->secret);
    password->known = false;
}
