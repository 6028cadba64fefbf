#include "face/web/picture.h"

#define WIDTH       640
#define ROW_HEIGHT  46
#define BAR_HEIGHT  12
#define DAYS_HEIGHT 120

static void begin(struct document *document, int height, struct string alternative)
{
    document_raw(document, "<div class=\"picture\"><svg role=\"img\"");
    document_attribute(document, "aria-label", alternative);
    buffer_add_format(&document->html, " viewBox=\"0 0 %d %d\">\n", WIDTH, height);
}

static void end(struct document *document)
{
    document_raw(document, "</svg></div>\n");
}

static void add_bar(struct document *document, const char *class_name, double x, double y, double width, double height)
{
    if (width > 0 && height > 0)
        buffer_add_format(&document->html,
                          "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n", class_name, x,
                          y, width, height);
}

static void add_share(struct document *document, const struct heading *heading, const struct heading_share *share,
                      int row)
{
    double unit = (double)WIDTH / share->point_count;
    double y = row * ROW_HEIGHT + 24;
    buffer_add_format(&document->html, "<text x=\"0\" y=\"%d\">", row * ROW_HEIGHT + 16);
    document_text(document, text_string(document->arena, heading->title));
    document_raw(document, "</text>\n");
    add_bar(document, "rest", 0, y, WIDTH, BAR_HEIGHT);
    add_bar(document, "touched", 0, y, unit * (share->covered_count + share->touched_count), BAR_HEIGHT);
    add_bar(document, "bar", 0, y, unit * share->covered_count, BAR_HEIGHT);
}

void picture_of_shares(struct document *document, const struct guide *guide, const struct summary *summary)
{
    int rows = 0;
    for (size_t i = 0; i < summary->share_count; i++)
        rows += summary->shares[i].point_count > 0;
    if (rows == 0)
        return;
    begin(document, rows * ROW_HEIGHT, words_plain(SAY_WEB_PICTURE_SHARES));
    int row = 0;
    for (size_t i = 0; i < summary->share_count; i++) {
        if (summary->shares[i].point_count > 0)
            add_share(document, &guide->headings[summary->shares[i].heading], &summary->shares[i], row++);
    }
    end(document);
}

static int64_t highest(const struct progress_day *days, size_t count)
{
    int64_t most = 1;
    for (size_t i = 0; i < count; i++)
        most = days[i].response_count > most ? days[i].response_count : most;
    return most;
}

void picture_of_days(struct document *document, const struct progress_day *days, size_t count)
{
    double step = (double)WIDTH / (double)(count > 0 ? count : 1);
    double unit = (double)DAYS_HEIGHT / (double)highest(days, count);
    begin(document, DAYS_HEIGHT + 4, words_plain(SAY_WEB_PICTURE_DAYS));
    for (size_t i = 0; i < count; i++) {
        double height = unit * (double)days[i].response_count;
        double right = unit * (double)days[i].right_count;
        add_bar(document, "rest", (double)i * step, DAYS_HEIGHT, step - 3, 3);
        add_bar(document, "touched", (double)i * step, DAYS_HEIGHT - height, step - 3, height);
        add_bar(document, "bar", (double)i * step, DAYS_HEIGHT - right, step - 3, right);
    }
    end(document);
}
