/* Sleeping on the monotonic clock, past libfaketime: version 0.9.10 (Debian's) mistakes the instant
   until which Python 3.11 sleeps for a shifted one, although that clock is not shifted, and fails:
   https://github.com/wolfcw/libfaketime/issues/426 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

typedef int sleeper(clockid_t, int, const struct timespec *, struct timespec *);

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *asked, struct timespec *left)
{
    if (clock == CLOCK_MONOTONIC)
        return syscall(SYS_clock_nanosleep, clock, flags, asked, left) ? errno : 0;
    return ((sleeper *)dlsym(RTLD_NEXT, "clock_nanosleep"))(clock, flags, asked, left);
}
