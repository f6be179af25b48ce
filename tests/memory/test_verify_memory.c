/*
 * A sound file judged while memory runs out: once for each of many allocations in the process, OpenSSL's and libqpdf's
 * too, which fails in its turn. It is sound, or it cannot be judged; nothing that memory was short for makes it
 * unsound.
 *
 * Some of libqpdf's C functions let its exceptions pass, which ends the process (abort): no verdict, and none that is
 * wrong.
 *
 *     test_verify_memory FILE.pdf TRUST.pem         each judged in a process of its own, forked before anything was
 * read test_verify_memory FILE.pdf TRUST.pem N       only the N-th: break at heap_trap to see where it is
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "heap.h"
#include "sign/verify.h"

/* All of the first, then one in so many: a prime, so that loops are met at every place. */
#define DENSE  1500
#define STRIDE 127
/* So many of them at most may be copies to nowhere; there are two streams' bytes for every two thousand allocations. */
#define NOWHERE_MAX 6

/* How a judgement came out, as an exit status. */
enum { SOUND, NOT_JUDGED, NOT_SAID, WRONG };

static int judge(const char *path, const char *trust_path, size_t n) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    char *bytes;
    size_t length;
    VerifyTrust *trust = verify_trust_read(trust_path, diags);
    if (!trust || !file_read(arena, path, (size_t)1 << 24, &bytes, &length, diags))
        return WRONG;
    heap_fail_at(n, /*all_later*/ false);
    Verdict *verdict = verify_bytes(arena, path, (Str){bytes, length},
                                    &(VerifyOptions){.trust = trust, .now = 1800000000, .signatures = 1}, diags);
    bool failed = heap_has_failed();
    heap_fail_at(0, false);
    int outcome = verdict && verdict->readable ? verdict->sound ? SOUND : WRONG : NOT_JUDGED;
    if (outcome == NOT_JUDGED && diag_count(diags) == 0)
        outcome = NOT_SAID;
    for (size_t i = 0; outcome == WRONG && i < verdict->finding_count; i++)
        if (verdict->findings[i].gravity == VERIFY_GRAVE)
            printf("    %s: %s\n", verdict->findings[i].rule, verdict->findings[i].message + 1);
    verify_trust_free(trust);
    diag_list_free(diags);
    arena_free(arena);
    return failed ? outcome + 10 : outcome;
}

int main(int argc, char **argv) {
    size_t faults = 0, sites = 0, nowhere = 0;
    if (argc == 4)
        return judge(argv[1], argv[2], strtoul(argv[3], NULL, 10)) % 10 >= NOT_SAID;
    for (size_t n = 1; argc == 3; n += n < DENSE ? 1 : STRIDE) {
        fflush(stdout);
        pid_t child = fork();
        if (child == 0 && freopen("/dev/null", "w", stderr)) /* the C++ library's last words */
            exit(judge(argv[1], argv[2], n));
        int status;
        waitpid(child, &status, 0);
        bool copied = WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV && ++nowhere <= NOWHERE_MAX;
        bool ended = copied || (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
        int outcome = WIFEXITED(status) ? WEXITSTATUS(status) : (ended ? NOT_JUDGED : WRONG) + 10;
        if (outcome % 10 >= NOT_SAID) {
            printf("allocation %zu: outcome %d, signal %d\n", n, outcome, WIFSIGNALED(status) ? WTERMSIG(status) : 0);
            faults++;
        }
        if (outcome < 10)
            break; /* nothing has failed: there are no more */
        sites++;
    }
    printf("%zu places, %zu faults\n", sites, faults);
    return faults > 0 || sites == 0;
}
