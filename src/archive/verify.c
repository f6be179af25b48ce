/*
 * Verifying: first the archive is brought into step, as an addition would do, so that what a broken-off addition left
 * is not taken for a fault; then everything is looked at. Chain, catalogue and folder are read while nobody adds;
 * the objects, which nobody changes, afterwards.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "archive/proof.h"

/* ---- before ---- */

/* Made beside the old one and put in its place whole. The archive is held alone. */
static bool rebuild(Proof *proof) {
    static const char fresh[] = STORE_FRESH;
    Str lines;
    ChainEnd end = CHAIN_BEGIN;
    char *path = arena_printf(proof->arena, "%s/%s", proof->order->folder, fresh);
    store_clean_fresh(&proof->store);
    Catalogue *catalogue = path ? catalogue_new(path, proof->diags) : NULL;
    bool done = catalogue && store_read_chain(&proof->store, proof->arena, 0, &lines) && catalogue_begin(catalogue) &&
                hold_read_on(catalogue, lines, &end, proof->order->folder, proof->diags) && catalogue_commit(catalogue);
    catalogue_close(catalogue);
    if (done) {
        disk_remove(proof->store.folder, STORE_CATALOGUE "-journal");
        int error = renameat(proof->store.folder, fresh, proof->store.folder, STORE_CATALOGUE) != 0 ? errno : 0;
        done = error ? store_fail(&proof->store, STORE_CATALOGUE, error) : disk_sync(proof->store.folder) == 0;
    } else {
        store_clean_fresh(&proof->store);
    }
    return done;
}

/* If it cannot be brought into step, the proof will tell why: what is said here is not heard. */
static void step(Proof *proof) {
    DiagList *unheard = diag_list_new();
    Arena *arena = arena_new();
    Hold hold;
    if (arena && unheard) {
        if (hold_open(&hold, arena, proof->order->folder, proof->order->wait, unheard) && hold_alone(&hold))
            hold_step(&hold);
        hold_close(&hold);
    }
    if (arena_failed(arena) || diag_has_class(unheard, DIAG_CLASS_INTERNAL))
        diag_at(proof->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    arena_free(arena);
    diag_list_free(unheard);
}

static bool prepare(Proof *proof) {
    bool done = true;
    if (proof->wanted->rebuild) {
        done = store_hold(&proof->store, STORE_ALONE) && rebuild(proof);
        store_let_go(&proof->store);
    }
    if (done && !proof->store.read_only)
        step(proof);
    return done;
}

/* ---- the objects ---- */

static void work(void *context, size_t part, Buf *result) { proof_object(context, part, result); }
static void take(void *context, size_t part, const Buf *result) { proof_take(context, part, result); }

static void look_at_objects(Proof *proof) {
    proof->wanted->crew(proof->wanted->workers, proof->count, work, take, proof);
}

/* ---- the command ---- */

static bool ask(Proof *proof) {
    if (!prepare(proof) || !store_hold(&proof->store, STORE_SHARED))
        return false;
    bool done = proof_chain(proof) && proof_folder(proof);
    store_let_go(&proof->store);
    if (done)
        look_at_objects(proof);
    if (diag_has_class(proof->found, DIAG_CLASS_INTERNAL))
        diag_at(proof->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    diag_sort(proof->found);
    return done && !diag_has_errors(proof->diags);
}

static bool tell(const Proof *proof, Buf *answer) {
    if (proof->wanted->json)
        proof_json(proof, answer);
    else
        proof_tell(proof, answer);
    if (buf_failed(answer))
        diag_at(proof->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return !buf_failed(answer);
}

bool archive_verify(const ArchiveOrder *order, const ArchiveVerify *verify, bool *sound, Buf *answer, DiagList *diags) {
    Proof proof = {.order = order,
                   .wanted = verify,
                   .arena = arena_new(),
                   .archive = entry_blank(),
                   .found = diag_list_new(),
                   .diags = diags};
    VerifyTrust *trust = verify->trust ? verify_trust_read(verify->trust, diags) : NULL;
    bool ready = proof.arena && proof.found && (trust || !verify->trust);
    if (!proof.arena || !proof.found)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    proof.trust = trust;
    bool done = ready && store_open(&proof.store, proof.arena, order->folder, order->wait, diags) && ask(&proof) &&
                tell(&proof, answer);
    *sound = done && !diag_has_errors(proof.found);
    if (ready)
        store_close(&proof.store);
    verify_trust_free(trust);
    diag_list_free(proof.found);
    arena_free(proof.arena);
    return done;
}
