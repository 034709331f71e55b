#pragma once
#include <opus.h>
// opus_encoder_ctl is variadic, so Swift cannot see it: one inline function per request that we use.
static inline int clairvoix_opus_set_bitrate(OpusEncoder *e, int bits) { return opus_encoder_ctl(e, OPUS_SET_BITRATE(bits)); }
static inline int clairvoix_opus_set_inband_fec(OpusEncoder *e, int on) { return opus_encoder_ctl(e, OPUS_SET_INBAND_FEC(on)); }
static inline int clairvoix_opus_set_packet_loss(OpusEncoder *e, int percent) { return opus_encoder_ctl(e, OPUS_SET_PACKET_LOSS_PERC(percent)); }
static inline int clairvoix_opus_set_complexity(OpusEncoder *e, int level) { return opus_encoder_ctl(e, OPUS_SET_COMPLEXITY(level)); }
static inline int clairvoix_opus_set_signal_voice(OpusEncoder *e) { return opus_encoder_ctl(e, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE)); }
static inline int clairvoix_opus_set_max_bandwidth(OpusEncoder *e, int bandwidth) { return opus_encoder_ctl(e, OPUS_SET_MAX_BANDWIDTH(bandwidth)); }
