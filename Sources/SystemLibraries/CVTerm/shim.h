#ifndef CLAIRVOIX_CVTERM_H
#define CLAIRVOIX_CVTERM_H

#include <vterm.h>

/// Which colour a cell has: the terminal's own, one of the palette (its number), or a mix of red, green and blue.
enum { CVTERM_OWN = 0, CVTERM_INDEXED = 1, CVTERM_RGB = 2 };

/// One cell without unions and bit fields.
typedef struct {
    uint32_t characters[VTERM_MAX_CHARS_PER_CELL];
    uint8_t width;
    bool is_reversed, is_bold, is_underlined, is_blinking;
    uint8_t foreground_kind, background_kind;
    uint8_t foreground[3], background[3];
} cvterm_cell;

static inline uint8_t cvterm_colour(const VTermColor *colour, uint8_t parts[3]) {
    if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour)) return CVTERM_OWN;
    if (VTERM_COLOR_IS_INDEXED(colour)) {
        parts[0] = colour->indexed.idx;
        return CVTERM_INDEXED;
    }
    parts[0] = colour->rgb.red;
    parts[1] = colour->rgb.green;
    parts[2] = colour->rgb.blue;
    return CVTERM_RGB;
}

/// The cell at a place. False where there is none.
static inline bool cvterm_cell_at(const VTermScreen *screen, int row, int column, cvterm_cell *found) {
    VTermScreenCell cell = {0};
    VTermPos place = {.row = row, .col = column};
    if (!vterm_screen_get_cell(screen, place, &cell)) return false;
    for (int index = 0; index < VTERM_MAX_CHARS_PER_CELL; index++) found->characters[index] = cell.chars[index];
    found->width = (uint8_t)cell.width;
    found->is_reversed = cell.attrs.reverse;
    found->is_bold = cell.attrs.bold;
    found->is_underlined = cell.attrs.underline != 0;
    found->is_blinking = cell.attrs.blink;
    found->foreground_kind = cvterm_colour(&cell.fg, found->foreground);
    found->background_kind = cvterm_colour(&cell.bg, found->background);
    return true;
}

#endif
