"""What the headset's file really holds: each phrase found in it by comparing with espeak-ng's own rendering, with its ear, its start and
its end. The program's transcript says what was said; this says whether it was heard. Needs espeak-ng and sox; standard library only.

Spectra are compared, not waves: espeak-ng's pitch flutters on from one utterance to the next, so that no two renderings of one phrase have
the same pulses; and piece by piece, for its pauses between two words vary by some milliseconds."""
import array, cmath, math, os, re, subprocess

RATE = 8000
#: Frames of 20 ms each 10 ms.
STEP, WINDOW = 80, 256
#: A 5 ms frame over −40 dBFS is sound.
FRAME, LOUD = RATE // 200, 32768 * 10 ** (-40 / 20)
#: Edges of the bands, in bins of the spectrum: narrow below, wide above, as the ear has them.
BANDS = [3, 5, 7, 9, 12, 15, 19, 24, 30, 37, 45, 54, 65, 78, 93, 110]
HANN = [0.5 - 0.5 * math.cos(2 * math.pi * n / WINDOW) for n in range(WINDOW)]


def samples(path, *effects):
    """8 kHz mono samples of a file, through sox."""
    raw = subprocess.run(["sox", "-V1", path, "-t", "raw", "-r", str(RATE), "-e", "signed", "-b", "16", "-c", "1", "-", *effects],
                         capture_output=True, check=True).stdout
    return array.array("h", raw[:len(raw) // 2 * 2])


def markup(text):
    """As the program hands text to the engine: signs escaped, a pause of 120 ms between the groups of a number."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"(?<=\d),(?= ?\d)", '<break time="120ms"/>', text)


def rendered(text, language, rate, folder):
    """The phrase as espeak-ng says it, silence trimmed at both ends."""
    path = os.path.join(folder, "rendered.wav")
    subprocess.run(["espeak-ng", "-v", language, "-s", str(rate), "-p", "50", "-a", "100", "-m", "-w", path, markup(text)],
                   check=True, capture_output=True)
    sound = samples(path)
    loud = [number for number, sample in enumerate(sound) if abs(sample) > 33]
    return sound[loud[0]:loud[-1] + 1] if loud else array.array("h")


def rms(sound): return math.sqrt(sum(s * s for s in sound) / len(sound)) if len(sound) else 0.0


def spectrum(values):
    """The discrete Fourier transform of a power of two of values."""
    count = len(values)
    if count == 1: return values
    even, odd = spectrum(values[::2]), spectrum(values[1::2])
    turned = [cmath.exp(-2j * math.pi * k / count) * odd[k] for k in range(count // 2)]
    return [even[k] + turned[k] for k in range(count // 2)] + [even[k] - turned[k] for k in range(count // 2)]


def pieces(sound):
    """(first, last) of what stands between pauses of 20 ms."""
    found, first, quiet = [], 0, 0
    for at in range(0, len(sound), FRAME):
        quiet = quiet + 1 if max(map(abs, sound[at:at + FRAME])) < 150 else 0
        if quiet == 4 and at - 3 * FRAME - first > WINDOW: found.append((first, at - 3 * FRAME))
        if quiet >= 4: first = at + FRAME
    return found + ([(first, len(sound))] if len(sound) - first > WINDOW else [])


def features(sound, first=0, last=None):
    """The energies of the bands in decibels, frame by frame, not under a floor that no ear hears beside speech."""
    frames = []
    for at in range(first, min(len(sound), last or len(sound)) - WINDOW + 1, STEP):
        bins = spectrum([sound[at + n] * HANN[n] for n in range(WINDOW)])
        power = [abs(value) ** 2 for value in bins[:BANDS[-1]]]
        frames.append([10 * math.log10(max(sum(power[low:high]), 1e6)) for low, high in zip(BANDS, BANDS[1:])])
    return frames


def alike(one, other):
    """Pearson's correlation of two stretches of features: 1 where they are the same but for loudness."""
    a, b = [v for frame in one for v in frame], [v for frame in other for v in frame]
    count = min(len(a), len(b))
    if not count: return -1.0
    mean_a, mean_b = sum(a[:count]) / count, sum(b[:count]) / count
    product = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b))
    power = math.sqrt(sum((x - mean_a) ** 2 for x in a[:count]) * sum((y - mean_b) ** 2 for y in b[:count]))
    return product / power if power else 0.0


class Heard:
    """Both ears of a recording."""

    def __init__(self, path):
        self.left, self.right = samples(path, "remix", "1"), samples(path, "remix", "2")

    def seconds(self): return len(self.left) / RATE

    def find(self, phrase, ear, after, within):
        """(start in seconds, likeness) of a rendered phrase in an ear, looked for in that stretch: the least of its pieces'."""
        whole = self.place(phrase, ear, after, within)
        parts = pieces(phrase)
        if whole[1] < 0.5 or len(parts) < 2: return whole
        found = [self.place(phrase[first:last], ear, whole[0] + first / RATE - 0.06, 0.12) for first, last in parts]
        return found[0][0] - parts[0][0] / RATE, min(likeness for _, likeness in found)

    def place(self, phrase, ear, after, within):
        """(start in seconds, correlation) of one stretch of sound."""
        wanted = features(phrase)
        best = (0.0, -1.0)
        first = max(0, int(after * RATE))
        shape = features(ear, first, int((after + within) * RATE) + len(phrase))
        for at in range(0, max(0, len(shape) - len(wanted)) + 1):
            value = alike(shape[at:at + len(wanted)], wanted)
            if value > best[1]: best = ((first + at * STEP) / RATE, value)
        # Between the frames: a stop consonant is shorter than a step.
        near = int(best[0] * RATE)
        for at in range(max(0, near - STEP // 2), near + STEP // 2 + 1, 10):
            value = alike(features(ear, at, at + len(phrase)), wanted)
            if value > best[1]: best = (at / RATE, value)
        return best

    def level(self, ear, start, length):
        """dBFS of a stretch."""
        return 20 * math.log10(max(rms(ear[int(start * RATE):int((start + length) * RATE)]), 1e-3) / 32768)

    def first_sound(self, ear, after):
        """When the first frame that is heard begins; None where none is."""
        for at in range(int(after * RATE), len(ear) - FRAME, FRAME):
            if rms(ear[at:at + FRAME]) > LOUD: return at / RATE
        return None
