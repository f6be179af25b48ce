/*
 * vanishing: softhsm2 as a token that is pulled out: after VANISH_AFTER signatures every further one is answered with
 * CKR_DEVICE_REMOVED. A PKCS#11 module (OASIS PKCS #11 v2.40, 5.2): its list of functions is softhsm2's but for one.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long Rv;
#define CKR_GENERAL_ERROR  0x05ul
#define CKR_DEVICE_REMOVED 0x32ul

/* The version, then the functions in the order of the standard; C_SignInit is the 43rd. */
enum { FUNCTIONS = 68, SIGN_INIT = 42 };
typedef struct FunctionList {
    unsigned char major, minor;
    void *functions[FUNCTIONS];
} FunctionList;

typedef Rv (*SignInit)(unsigned long session, void *mechanism, unsigned long key);
typedef Rv (*GetFunctionList)(FunctionList **list);

static FunctionList own;
static SignInit real_sign_init;

static Rv sign_init(unsigned long session, void *mechanism, unsigned long key) {
    static long made;
    const char *most = getenv("VANISH_AFTER");
    return made++ < strtol(most ? most : "0", NULL, 10) ? real_sign_init(session, mechanism, key) : CKR_DEVICE_REMOVED;
}

Rv C_GetFunctionList(FunctionList **list);

__attribute__((visibility("default"))) Rv C_GetFunctionList(FunctionList **list) {
    void *softhsm = dlopen(SOFTHSM, RTLD_NOW | RTLD_LOCAL);
    GetFunctionList get = NULL;
    FunctionList *real = NULL;
    void *symbol = softhsm ? dlsym(softhsm, "C_GetFunctionList") : NULL;
    memcpy(&get, &symbol, sizeof get);
    if (!get || get(&real) != 0)
        return CKR_GENERAL_ERROR;
    own = *real;
    memcpy(&real_sign_init, &own.functions[SIGN_INIT], sizeof real_sign_init);
    SignInit replacement = sign_init;
    memcpy(&own.functions[SIGN_INIT], &replacement, sizeof replacement);
    *list = &own;
    return 0;
}
