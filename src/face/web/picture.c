#include "face/web/picture.h"

/* Units of the drawing: a day is 10 wide, of which 8 are its bar; the page stretches it to the room there is. */
#define DAY_WIDTH  10
#define BAR_WIDTH  8
#define HEIGHT     100
#define FOOT       2 /* what even a day without answers shows */
#define MOST_LEAST 5 /* so that a single answer is no tower */

static void add_bar(struct document *document, const char *class_name, size_t day, double height)
{
    buffer_add_format(&document->html, "<rect class=\"%s\" x=\"%zu\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>\n",
                      class_name, day * DAY_WIDTH, HEIGHT - height, BAR_WIDTH, height);
}

static int64_t highest(const struct progress_day *days, size_t count)
{
    int64_t most = MOST_LEAST;
    for (size_t i = 0; i < count; i++)
        most = days[i].response_count > most ? days[i].response_count : most;
    return most;
}

static void add_day(struct document *document, const struct progress_day *day, size_t place, int64_t most)
{
    double unit = (double)(HEIGHT - FOOT) / (double)most;
    add_bar(document, "rest", place, FOOT);
    if (day->response_count > day->right_count)
        add_bar(document, "touched", place, FOOT + unit * (double)day->response_count);
    if (day->right_count > 0)
        add_bar(document, "bar", place, FOOT + unit * (double)day->right_count);
}

static void add_label(struct document *document, const struct progress_day *day)
{
    document_element(document, "span", NULL, time_day_format(document->arena, day->day));
}

void picture_of_days(struct document *document, const struct progress_day *days, size_t count)
{
    int64_t most = highest(days, count);
    document_raw(document, "<div class=\"picture\"><svg role=\"img\" preserveAspectRatio=\"none\"");
    document_attribute(document, "aria-label", words_plain(SAY_WEB_PICTURE_DAYS));
    buffer_add_format(&document->html, " viewBox=\"0 0 %zu %d\">\n", count * DAY_WIDTH, HEIGHT);
    for (size_t i = 0; i < count; i++)
        add_day(document, &days[i], i, most);
    document_raw(document, "</svg>\n");
    if (count > 0) {
        document_raw(document, "<p class=\"scale\">");
        add_label(document, &days[0]);
        add_label(document, &days[count - 1]);
        document_raw(document, "</p>\n<ul class=\"legend\"><li><span class=\"key bar\"></span>");
        document_say(document, SAY_WEB_BEST_CHOSEN);
        document_raw(document, "</li><li><span class=\"key touched\"></span>");
        document_say(document, SAY_WEB_OTHER_CHOSEN);
        document_raw(document, "</li></ul>\n");
    }
    document_raw(document, "</div>\n");
}
