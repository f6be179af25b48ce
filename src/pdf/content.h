/*
 * content: the content stream of a page (ISO 32000-1, 7.8.2).
 *
 * Items are painted in their order. Coordinates are those of the page list with y turned upwards; a turned item is
 * painted inside one matrix that stands its frame onto the sheet. Nothing is rounded but the gaps between glyphs.
 */
#ifndef BANXIN_PDF_CONTENT_H
#define BANXIN_PDF_CONTENT_H

#include "pdf/font.h"
#include "pdf/marks.h"

/* Farther than this from the origin, or larger, nothing can be placed (coordinates of a page end at 14,400 pt). */
#define CONTENT_LEN_MAX ((Len)32767 * LEN_PT)
/* The smallest type; below it gaps in thousandths of an em outgrow the integers of a PDF. */
#define CONTENT_SIZE_MIN (LEN_PT / 10)

/* True when every item of the page lies within CONTENT_LEN_MAX and type is no smaller than CONTENT_SIZE_MIN. */
bool content_fits(const Page *page);
/* How colours are written. */
typedef enum ContentInks {
    INKS_PLAIN,  /* K alone as DeviceGray, others as DeviceCMYK */
    INKS_SCREEN, /* K alone as DeviceGray, others in the calibrated colour space /C: they need no profile */
    INKS_PRESS   /* all as DeviceCMYK */
} ContentInks;

/* What the streams of all pages are written with. */
typedef struct ContentKit {
    const PdfFonts *fonts;
    Marks *marks; /* or NULL */
    ContentInks inks;
    bool calibrated; /* set when /C has been used */
} ContentKit;

/*
 * Appends the stream of a page whose fonts are cut. Fonts are named /F0, /F1 ... by face. With marks, what each node
 * shows is marked content, noted there, and all else an artifact (14.6, 14.8.2.2).
 */
void content_write(const Page *page, ContentKit *kit, Buf *out);

/* Appends the calibrated colour space as an array (8.6.5.3): what sRGB says, nearly, in a hundred bytes. */
void content_put_calibrated(Buf *out);

#endif
