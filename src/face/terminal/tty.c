#include "face/terminal/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/check.h"

/* One process has one set of signal handlers, and they can be told nothing: hence the one variable of this kind. */
static struct {
    bool is_open, has_single_keys;
    struct termios found; /* the modes to give back */
    struct termios single_keys;
    int wake_out, wake_in; /* a pipe that handlers write into, so that no signal slips in before a wait */
    volatile sig_atomic_t is_interrupt_waiting;
    bool expects_continue; /* after a stop of our own: its SIGCONT is no news */
} tty;

static const int watched[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGABRT };
#define WATCHED_COUNT (sizeof watched / sizeof *watched)
static struct sigaction before[WATCHED_COUNT];

bool tty_is_terminal(int descriptor)
{
    return isatty(descriptor) == 1;
}

struct tty_size tty_size(int descriptor)
{
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0)
        return (struct tty_size){ 0, 0 };
    return (struct tty_size){ size.ws_col, size.ws_row };
}

/* Modes. A change may be interrupted by a signal, and is then made again. Only tcsetattr is called here, so that
 * handlers may call it. */
static void set_modes(int when, const struct termios *modes)
{
    while (tcsetattr(STDIN_FILENO, when, modes) != 0 && errno == EINTR)
        ;
}

static void enter_single_keys(void)
{
    if (tty.has_single_keys)
        set_modes(TCSADRAIN, &tty.single_keys);
}

static void give_back(int when)
{
    if (tty.has_single_keys)
        set_modes(when, &tty.found);
}

void tty_begin_lines(void)
{
    give_back(TCSADRAIN);
}

void tty_end_lines(void)
{
    enter_single_keys();
}

/* Handlers. -----------------------------------------------------------------------------------------------------------
 */

static void wake(int signal_number)
{
    int error = errno;
    if (signal_number == SIGINT) {
        if (tty.is_interrupt_waiting) {
            give_back(TCSANOW);
            _exit(status_exit_code(STATUS_INTERRUPTED));
        }
        tty.is_interrupt_waiting = 1;
    }
    char byte = (char)signal_number;
    ssize_t ignored = write(tty.wake_in, &byte, 1); /* a full pipe wakes as well */
    (void)ignored;
    errno = error;
}

/* A bug stops the program by SIGABRT: even then the terminal is given back. The handler runs once, then the default. */
static void give_back_and_abort(int signal_number)
{
    give_back(TCSANOW);
    raise(signal_number);
}

static void watch(size_t i)
{
    struct sigaction action = { .sa_handler = wake };
    sigemptyset(&action.sa_mask);
    if (watched[i] == SIGABRT) {
        action.sa_handler = give_back_and_abort;
        action.sa_flags = (int)(SA_RESETHAND | SA_NODEFER);
    }
    sigaction(watched[i], &action, NULL);
}

static void watch_all(void)
{
    for (size_t i = 0; i < WATCHED_COUNT; i++) {
        sigaction(watched[i], NULL, &before[i]);
        bool is_stop = watched[i] == SIGTSTP || watched[i] == SIGCONT;
        if (before[i].sa_handler != SIG_IGN && (tty.has_single_keys || !is_stop))
            watch(i);
    }
}

static void unwatch_all(void)
{
    for (size_t i = 0; i < WATCHED_COUNT; i++)
        sigaction(watched[i], &before[i], NULL);
}

/* Opening and closing. -------------------------------------------------------------------------------------------- */

enum status tty_open(bool single_keys, struct failure *failure)
{
    CHECK(!tty.is_open);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return failure_set_system(failure, errno, "cannot watch for signals");
    tty.wake_out = ends[0];
    tty.wake_in = ends[1];
    tty.has_single_keys = single_keys && tcgetattr(STDIN_FILENO, &tty.found) == 0;
    tty.single_keys = tty.found;
    tty.single_keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
    tty.single_keys.c_cc[VMIN] = 1;
    tty.single_keys.c_cc[VTIME] = 0;
    tty.is_interrupt_waiting = 0;
    tty.expects_continue = false;
    tty.is_open = true;
    watch_all();
    enter_single_keys();
    return STATUS_OK;
}

void tty_close(void)
{
    if (!tty.is_open)
        return;
    give_back(TCSAFLUSH);
    tty.has_single_keys = false;
    unwatch_all();
    close(tty.wake_out);
    close(tty.wake_in);
    tty.is_open = false;
}

/* Waiting. -------------------------------------------------------------------------------------------------------- */

/* Stop as any program would, with the terminal as it was found, and come back to single keys. */
static void stop(void)
{
    give_back(TCSADRAIN);
    sigaction(SIGTSTP, &(struct sigaction){ .sa_handler = SIG_DFL }, NULL);
    tty.expects_continue = true;
    raise(SIGTSTP);
    for (size_t i = 0; i < WATCHED_COUNT; i++)
        if (watched[i] == SIGTSTP)
            watch(i);
    if (tty.has_single_keys)
        tcgetattr(STDIN_FILENO, &tty.found); /* it may have been set otherwise meanwhile */
    enter_single_keys();
}

/* What a signal comes to; TTY_QUIET for nothing. */
static enum tty_event take_signal(void)
{
    char signal_number;
    if (read(tty.wake_out, &signal_number, 1) != 1)
        return TTY_QUIET;
    switch (signal_number) {
    case SIGTSTP:
        stop();
        return TTY_CONTINUED;
    case SIGCONT:
        enter_single_keys();
        if (!tty.expects_continue)
            return TTY_CONTINUED;
        tty.expects_continue = false;
        return TTY_QUIET;
    default:
        tty.is_interrupt_waiting = 0;
        return TTY_INTERRUPTED;
    }
}

enum tty_event tty_read(char *bytes, size_t capacity, size_t *size, int timeout_ms)
{
    *size = 0;
    for (;;) {
        struct pollfd waits[] = { { .fd = tty.wake_out, .events = POLLIN }, { .fd = STDIN_FILENO, .events = POLLIN } };
        int ready = poll(waits, 2, timeout_ms);
        if (ready == 0)
            return TTY_QUIET;
        if (ready < 0 && errno == EINTR)
            continue;
        if (waits[0].revents) {
            enum tty_event event = take_signal();
            if (event != TTY_QUIET)
                return event;
            continue;
        }
        ssize_t count = read(STDIN_FILENO, bytes, capacity);
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (count <= 0)
            return TTY_END;
        *size = (size_t)count;
        return TTY_BYTES;
    }
}

enum status tty_write(struct string bytes, struct failure *failure)
{
    while (bytes.size > 0) {
        ssize_t count = write(STDOUT_FILENO, bytes.bytes, bytes.size);
        if (count < 0 && errno == EAGAIN)
            poll(&(struct pollfd){ .fd = STDOUT_FILENO, .events = POLLOUT }, 1, -1);
        else if (count < 0 && errno != EINTR)
            return failure_set_system(failure, errno, "standard output cannot be written");
        else if (count > 0)
            bytes = string_slice(bytes, (size_t)count, bytes.size);
    }
    return STATUS_OK;
}
