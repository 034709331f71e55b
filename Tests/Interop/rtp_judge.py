"""Judges captured RTP by ear: decodes it with the system's own codec libraries and measures what was said.
The decoders are spandsp (G.722), libopus and a table (A-law): none of them is the product's code."""
import ctypes, ctypes.util, math

def _alaw(octet):
    octet ^= 0x55
    exponent, mantissa = (octet >> 4) & 7, octet & 15
    value = (mantissa << 4) + 8 if exponent == 0 else ((mantissa << 4) + 0x108) << (exponent - 1)
    return value if octet & 0x80 else -value

ALAW = [_alaw(octet) for octet in range(256)]


def decode(codec, payloads):
    """(rate, samples) of payloads in order."""
    if codec == "pcma": return 8000, [ALAW[o] for p in payloads for o in p]
    if codec == "g722":
        lib = ctypes.CDLL(ctypes.util.find_library("spandsp"))
        lib.g722_decode_init.restype = ctypes.c_void_p
        lib.g722_decode_init.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        state = lib.g722_decode_init(None, 64000, 0)
        samples = []
        for payload in payloads:
            out = (ctypes.c_int16 * (len(payload) * 2))()
            count = lib.g722_decode(ctypes.c_void_p(state), out, bytes(payload), len(payload))
            samples.extend(out[:count])
        return 16000, samples
    lib = ctypes.CDLL(ctypes.util.find_library("opus"))
    lib.opus_decoder_create.restype = ctypes.c_void_p
    error = ctypes.c_int()
    decoder = ctypes.c_void_p(lib.opus_decoder_create(48000, 1, ctypes.byref(error)))
    samples = []
    for payload in payloads:
        out = (ctypes.c_int16 * 5760)()
        count = lib.opus_decode(decoder, bytes(payload), len(payload), out, 5760, 0)
        if count > 0: samples.extend(out[:count])
    return 48000, samples


def power(samples, rate, hertz):
    coefficient = 2 * math.cos(2 * math.pi * hertz / rate)
    a = b = 0.0
    for x in samples: a, b = x + coefficient * a - b, a
    return a * a + b * b - coefficient * a * b


def frequency(samples, rate, around, spread=8.0):
    """The strongest frequency near `around`, in steps of 0.5 Hz."""
    steps = [around + k * 0.5 for k in range(int(-spread * 2), int(spread * 2) + 1)]
    return max(steps, key=lambda hertz: power(samples, rate, hertz))


def bursts(samples, rate, threshold=1000):
    """[(start, length)] in seconds of the sound that is louder than the threshold, in 5 ms frames."""
    frame = rate // 200
    loud = [max((abs(x) for x in samples[i:i + frame]), default=0) > threshold for i in range(0, len(samples) - frame, frame)]
    found, start = [], None
    quiet = 0
    for index, on in enumerate(loud + [False] * 8):
        if on:
            if start is None: start = index
            quiet = 0
        elif start is not None:
            quiet += 1
            if quiet >= 6:
                found.append((start * 0.005, (index - quiet + 1 - start) * 0.005))
                start = None
    return found
