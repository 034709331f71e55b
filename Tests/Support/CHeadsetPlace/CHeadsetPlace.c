#include "CHeadsetPlace.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[64];

const char *headset_place(void) { return folder; }

__attribute__((constructor)) static void choose(void) {
    char value[96];
    snprintf(folder, sizeof folder, "/tmp/clairvoix-headset.%d", (int)getpid());
    snprintf(value, sizeof value, "unix:%s/native", folder);
    setenv("PULSE_SERVER", value, 1);
    snprintf(value, sizeof value, "%s/cookie", folder);
    setenv("PULSE_COOKIE", value, 1);
    snprintf(value, sizeof value, "%s/asound.conf", folder);
    setenv("ALSA_CONFIG_PATH", value, 1);
    setenv("XDG_RUNTIME_DIR", folder, 1);
}
