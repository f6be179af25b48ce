/*
 * seal: the picture of a seal, and how it stands on pages; the only file that touches libpng.
 *
 * A PNG with transparency, so that what it stands on shows through. In the file it is an image with a soft mask, its
 * colours those of sRGB as a calibrated space, as the device's own would ask for an output intent of theirs
 * (ISO 19005-2, 6.2.4.3).
 */
#ifndef BANXIN_SIGN_SEAL_H
#define BANXIN_SIGN_SEAL_H

#include "sign/update.h"

#define SEAL_SIDE_MAX  4096               /* pixels */
#define SEAL_FILE_MAX  ((size_t)16 << 20) /* bytes */
#define SEAL_WIDTH_MIN ((int64_t)14173)   /* 5 mm */
#define SEAL_WIDTH_MAX ((int64_t)283465)  /* 100 mm */

typedef struct Seal Seal;

/* NULL with a fault reported: no file, no PNG, nothing transparent in it, too many pixels. */
Seal *seal_open(const char *path, DiagList *diags);
void seal_close(Seal *seal); /* takes NULL */

/* The height of a seal of that width. */
int64_t seal_height(const Seal *seal, int64_t width);

/* Writes image and mask; gives the image. */
PdfRef seal_write(Update *update, const Seal *seal);

#endif
