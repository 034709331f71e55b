#pragma once
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#define NCURSES_WIDECHAR 1
#include <ncurses.h>

/// Writes one row of a window from its first cell and clears the rest; `whole` sends the line again entirely,
/// so that a reader never sees a new line mixed with the remains of an old one.
static inline void cncurses_row(WINDOW *window, int row, const wchar_t *text, int length, bool whole) {
    if (whole) wredrawln(window, row, 1);
    wmove(window, row, 0);
    wclrtoeol(window);
    if (length > 0) waddnwstr(window, text, length);
}
