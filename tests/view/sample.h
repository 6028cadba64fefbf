/* A small set made by hand, for tests of what is shown: every kind of block and span, points under two headings, three
 * options. */
#ifndef VIVA_TESTS_SAMPLE_H
#define VIVA_TESTS_SAMPLE_H

#include "model/explanation.h"
#include "model/plan_outlook.h"
#include "model/progress.h"
#include "model/question.h"
#include "model/summary.h"

/* All live in arena. */
struct set *sample_set(struct arena *arena);
struct question sample_question(struct arena *arena, const struct set *set); /* options as authored: fix, name, deny */
struct explanation sample_explanation(struct arena *arena, const struct set *set, size_t chosen_place);
struct summary sample_summary(struct arena *arena);

/* 32 days before an interview on 2026-12-24, of the set alone. Whatever is in it may be changed. */
struct plan_outlook sample_outlook(struct arena *arena, const struct set *set);

/* Spans as authors write them: *emphasis*, **strong**, `code`, [text](href); "\n" is a hard break. */
struct text sample_text(struct arena *arena, const char *marked);
struct prose sample_paragraph(struct arena *arena, const char *marked);

#endif
