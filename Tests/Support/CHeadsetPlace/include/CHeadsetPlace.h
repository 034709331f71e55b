#pragma once

/// The folder of a headset without hardware (Tests/Interop/Sound/headset), for this process alone; it is not made.
/// ALSA and PulseAudio learn of it by the environment, which is set before the process has a second thread: to set it later
/// crashes whoever reads it meanwhile.
const char *headset_place(void);
