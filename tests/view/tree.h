/* What tests of views look at in a tree: its words, and its parts by kind. */
#ifndef VIVA_TESTS_TREE_H
#define VIVA_TESTS_TREE_H

#include "view/view.h"

/* All the words of a tree, a line for each text: what no renderer can leave out or add to. */
struct string tree_words(struct arena *arena, const struct view *view);

/* The first view of a kind in the tree, or NULL. */
const struct view *tree_find(const struct view *view, enum view_kind kind);

#endif
