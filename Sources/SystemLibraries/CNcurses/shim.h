#pragma once
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#define NCURSES_WIDECHAR 1
#include <ncurses.h>

/// The blank that fills what has no text, in a colour pair.
static inline cchar_t cncurses_blank(short pair) {
    cchar_t blank;
    setcchar(&blank, L" ", 0, pair, NULL);
    return blank;
}

/// Writes one row of a window from its first cell and clears the rest, in a colour pair (0: the terminal's own); `whole` sends
/// the line again entirely, so that a reader never sees a new line mixed with the remains of an old one.
static inline void cncurses_row(WINDOW *window, int row, const wchar_t *text, int length, bool whole, short pair) {
    cchar_t blank = cncurses_blank(pair);
    wbkgrndset(window, &blank);
    if (whole) wredrawln(window, row, 1);
    wmove(window, row, 0);
    wclrtoeol(window);
    if (length > 0) waddnwstr(window, text, length);
}

/// Writes one cell of a window, in a colour pair (0: the terminal's own).
static inline void cncurses_cell(WINDOW *window, int row, int column, wchar_t character, short pair) {
    wchar_t text[2] = {character, 0};
    cchar_t cell;
    setcchar(&cell, text, 0, pair, NULL);
    mvwadd_wch(window, row, column, &cell);
}

/// Fills the window with the ground of a colour pair.
static inline void cncurses_fill(WINDOW *window, short pair) {
    cchar_t blank = cncurses_blank(pair);
    wbkgrnd(window, &blank);
}

/// Rows that ncurses takes the current terminal for.
static inline int cncurses_rows(void) { return LINES; }

/// What makes so many rows from the first on scroll (terminfo `csr`), valid until the next call; NULL where the terminal cannot.
static inline const char *cncurses_margins(int rows) {
    const char *region = tigetstr("csr");
    return region != NULL && region != (const char *)-1 ? tiparm(region, 0, rows - 1) : NULL;
}

/// How many colours the current terminal has, before any is asked for; less than 1 where it has none.
static inline int cncurses_colour_count(void) { return tigetnum("colors"); }

/// Colours may be used from now on, pair 0 being the terminal's own. False where they may not.
static inline bool cncurses_use_colours(void) { return start_color() == OK && use_default_colors() == OK; }
