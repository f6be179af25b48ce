#include "findings/review.h"

#include <stdlib.h>
#include <string.h>

Place review_place(const Review *review, SourceRef ref) {
    Place place = {0};
    if (ref.map)
        ref.map->locate(ref, review->arena, &place);
    return place;
}

static SourceRef source_of(const Finding *finding) {
    if (finding->source.map)
        return finding->source;
    for (size_t i = 0; i < finding->side_count; i++)
        for (size_t j = 0; j < finding->sides[i].place_count; j++)
            if (finding->sides[i].places[j].source.map)
                return finding->sides[i].places[j].source;
    return SOURCE_NONE;
}

static int compare_numbers(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int compare_places(const Place *a, const Place *b) {
    int order = strcmp(a->file ? a->file : "", b->file ? b->file : "");
    if (!order)
        order = compare_numbers(a->line, b->line);
    return order ? order : compare_numbers(a->column, b->column);
}

static int compare_items(const void *a, const void *b) {
    const ReviewItem *left = a, *right = b;
    int order = (left->finding->reason != NULL) - (right->finding->reason != NULL);
    if (!order)
        order = compare_places(&left->place, &right->place);
    return order ? order : compare_numbers((int64_t)left->number, (int64_t)right->number);
}

bool review_order(Review *review, FindingList *findings) {
    size_t count = finding_count(findings);
    ReviewItem *items = ARENA_ARRAY(review->arena, ReviewItem, count);
    if (!items)
        return false;
    for (size_t i = 0; i < count; i++) {
        const Finding *finding = finding_at(findings, i);
        items[i] = (ReviewItem){finding, review_place(review, source_of(finding)), i};
        if (!items[i].place.file)
            items[i].place.file = review->file;
        review->open += finding->reason == NULL;
    }
    if (arena_failed(review->arena))
        return false;
    qsort(items, count, sizeof *items, compare_items);
    review->items = items;
    review->count = count;
    return true;
}

void review_tally(const Review *review, Tally *tally) {
    tally->reports++;
    tally->unchecked += !review->checked;
    tally->faulty += review->checked && diag_has_errors(review->faults);
    for (size_t i = 0; i < review->count; i++)
        tally_finding(tally, review->items[i].finding);
}
