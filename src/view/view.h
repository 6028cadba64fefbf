/* view: what is shown, as a tree, before it is text, HTML or JSON.
 *
 * Knows structure and meaning: this is a heading, a choice, a verdict. Refuses to know colours, tags, widths. The
 * renderers in render/ turn the same tree into each form. A tree lives in one arena, is built top down and never
 * changed afterwards. */
#ifndef VIVA_VIEW_VIEW_H
#define VIVA_VIEW_VIEW_H

#include "model/prose.h"

enum view_kind {
    VIEW_GROUP,     /* children one after another; its role says what they are together */
    VIEW_HEADING,   /* text; level 1 to 4 */
    VIEW_PARAGRAPH, /* text */
    VIEW_PROSE,     /* prose: the author's blocks */
    VIEW_QUOTE,     /* children: somebody's speech; label says whose */
    VIEW_LIST,      /* children: VIEW_ITEM */
    VIEW_ITEM,      /* text, then children; number, when it has one */
    VIEW_PAIRS,     /* children: VIEW_PAIR; terms and meanings */
    VIEW_PAIR,      /* label, then text */
    VIEW_OPTION,    /* letter, prose; number is its place */
    VIEW_BAR,       /* number of total; text says the same in words */
    VIEW_TABLE,     /* children: VIEW_ROW; the first is the header; text is the caption */
    VIEW_ROW,       /* children: VIEW_CELL; the first is the row's header */
    VIEW_CELL,      /* text; a role makes it a verdict on the column, ROLE_NONE a figure */
    VIEW_PICTURE,   /* label is its title, text what is seen; picture; its child VIEW_TABLE holds the figures */
};

/* What a part means; a renderer may show it by colour, sign or class, never by colour alone. */
enum view_role {
    ROLE_NONE,
    ROLE_RIGHT,       /* right, best, covered */
    ROLE_WRONG,       /* wrong, contradicted */
    ROLE_PARTLY,      /* touched */
    ROLE_ABSENT,      /* left out */
    ROLE_CHOSEN,      /* what the learner chose */
    ROLE_MUTED,       /* an aside */
    ROLE_INTERVIEWER, /* what the interviewer says */
    ROLE_HINT,        /* what one can do next */
    ROLE_PROGRESS,    /* how far one is */
};

struct picture;

struct view {
    enum view_kind kind;
    enum view_role role;
    int level;             /* VIEW_HEADING, and the title of a VIEW_PICTURE */
    char letter;           /* VIEW_OPTION: 'A'..; 0 elsewhere */
    int64_t number, total; /* VIEW_BAR, and a VIEW_PAIR that is a share: number of total; VIEW_OPTION, VIEW_ITEM:
                              number, 0 for none in an item */
    int64_t touched;       /* VIEW_PAIR that is a share: how many of total beside number are half there */
    struct text label;     /* VIEW_PAIR, VIEW_QUOTE, VIEW_PICTURE */
    struct text text;
    struct prose prose;               /* VIEW_PROSE, VIEW_OPTION */
    struct string path;               /* VIEW_ITEM: where it leads, on a face that has addresses; empty for nowhere */
    const struct picture *picture;    /* VIEW_PICTURE (view/picture.h) */
    bool is_unfolded;                 /* VIEW_PICTURE: where its table can be folded away, it is not */
    struct string address;            /* VIEW_PAIR: of a page of ours that tells more of its label; empty for none */
    struct string anchor;             /* VIEW_HEADING: its name within the page; empty for none */
    struct string language;           /* BCP 47 of what is below, where it differs from around it; empty for the same */
    struct view *first, *last, *next; /* children and the next sibling */
};

struct view *view_new(struct arena *arena, enum view_kind kind, enum view_role role); /* a root */
struct view *view_add(struct arena *arena, struct view *parent, enum view_kind kind,
                      enum view_role role); /* a last child */
struct view *view_add_text(struct arena *arena, struct view *parent, enum view_kind kind, enum view_role role,
                           struct text text);
struct view *view_add_string(struct arena *arena, struct view *parent, enum view_kind kind, enum view_role role,
                             struct string s);
/* A paragraph of plain words. */
struct view *view_add_sentence(struct arena *arena, struct view *parent, enum view_role role, struct string sentence);
struct view *view_add_heading(struct arena *arena, struct view *parent, int level, struct text text);
struct view *view_add_prose(struct arena *arena, struct view *parent, enum view_role role, struct prose prose);
struct view *view_add_pair(struct arena *arena, struct view *pairs, enum view_role role, struct text label,
                           struct text text);

/* Put a tree that was built by itself below parent, as its last child. It must not hang anywhere else. */
void view_append(struct view *parent, struct view *child);

/* A whole number, to be filled into a sentence. */
struct string view_figure(struct arena *arena, int64_t number);

#endif
