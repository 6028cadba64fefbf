#include "face/web/web.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "face/web/routes.h"
#include "face/web/site.h"

/* The address alone on the first line, so that a program that started us can read it. */
static void announce(const struct web_options *options, const struct http_server *server)
{
    if (options->socket_path != NULL)
        printf("unix:%s\n", options->socket_path);
    else
        printf(strchr(options->address, ':') != NULL ? "http://[%s]:%u\n" : "http://%s:%u\n", options->address,
               (unsigned)http_port(server));
    (void)fflush(stdout);
}

static void add_ending_signals(sigset_t *signals)
{
    sigemptyset(signals);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGINT);
    sigaddset(signals, SIGHUP);
}

void web_block_signals(void)
{
    sigset_t ending;
    add_ending_signals(&ending);
    (void)pthread_sigmask(SIG_BLOCK, &ending, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
}

/* Whatever hangs then: the kernel ends us. */
#define END_SECONDS 10

static enum status serve(struct site *site, struct failure *failure)
{
    sigset_t ending;
    int signal_number;
    const struct web_options *options = site->options;
    struct http_options http = {
        .address = options->address,
        .port = options->port,
        .socket_path = options->socket_path,
        .handler = routes_handle,
        .context = site,
    };
    struct http_server *server = NULL;
    enum status status = http_open(&http, &server, failure);
    if (status != STATUS_OK)
        return status;
    announce(options, server);
    add_ending_signals(&ending);
    (void)sigwait(&ending, &signal_number);
    (void)alarm(END_SECONDS);
    return http_close(server, failure);
}

enum status web_serve(const struct web_options *options, const struct learner *learner, struct failure *failure)
{
    struct site site;
    enum status status = site_init(&site, options, learner, failure);
    if (status == STATUS_OK)
        status = serve(&site, failure);
    if (status != STATUS_INTERRUPTED) /* else somebody is still in it */
        site_clear(&site);
    return status;
}
