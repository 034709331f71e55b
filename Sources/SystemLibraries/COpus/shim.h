#pragma once
#include <opus.h>
#include <opus_multistream.h>
// opus_encoder_ctl is variadic, so Swift cannot see it: one inline function per request that we use.
static inline int clairvoix_opus_set_bitrate(OpusEncoder *e, int bits) { return opus_encoder_ctl(e, OPUS_SET_BITRATE(bits)); }
static inline int clairvoix_opus_set_inband_fec(OpusEncoder *e, int on) { return opus_encoder_ctl(e, OPUS_SET_INBAND_FEC(on)); }
static inline int clairvoix_opus_set_packet_loss(OpusEncoder *e, int percent) { return opus_encoder_ctl(e, OPUS_SET_PACKET_LOSS_PERC(percent)); }
static inline int clairvoix_opus_set_complexity(OpusEncoder *e, int level) { return opus_encoder_ctl(e, OPUS_SET_COMPLEXITY(level)); }
static inline int clairvoix_opus_set_signal_voice(OpusEncoder *e) { return opus_encoder_ctl(e, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE)); }
static inline int clairvoix_opus_set_max_bandwidth(OpusEncoder *e, int bandwidth) { return opus_encoder_ctl(e, OPUS_SET_MAX_BANDWIDTH(bandwidth)); }
static inline int clairvoix_opus_record_set_bitrate(OpusMSEncoder *e, int bits) { return opus_multistream_encoder_ctl(e, OPUS_SET_BITRATE(bits)); }
static inline int clairvoix_opus_record_lookahead(OpusMSEncoder *e, int *samples) { return opus_multistream_encoder_ctl(e, OPUS_GET_LOOKAHEAD(samples)); }
static inline int clairvoix_opus_set_dtx(OpusEncoder *e, int on) { return opus_encoder_ctl(e, OPUS_SET_DTX(on)); }
static inline int clairvoix_opus_in_dtx(OpusEncoder *e, int *in_dtx) { return opus_encoder_ctl(e, OPUS_GET_IN_DTX(in_dtx)); }
// The octets of a packet's first frame and where it begins; negative where the packet is malformed. 48 frames at most (RFC 6716 §3.2.5).
static inline int clairvoix_opus_first_frame(const unsigned char *packet, int octets, int *offset) {
    unsigned char toc; const unsigned char *frames[48]; opus_int16 sizes[48]; int start = 0;
    int count = opus_packet_parse(packet, octets, &toc, frames, sizes, &start);
    if (count < 1) return -1;
    *offset = (int)(frames[0] - packet);
    return sizes[0];
}
