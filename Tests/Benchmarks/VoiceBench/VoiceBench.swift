import Announcements
import Devices
import Glibc
import Media
import Synchronization

/// `voice-bench`: from `speak` to the first sample in the ring before the device, one TSV line a figure. SAMPLES (50)
/// words in each language, in each of ROUNDS rounds (3).
@main
struct VoiceBench {
    static func main() throws {
        let samples = max(setting("SAMPLES", 50), 1)
        let rounds = max(setting("ROUNDS", 3), 1)
        print("figure\tsamples\tms_median\tms_p95\tms_max")
        let path = RealtimePath(port: AudioPort())
        let voice = try Voice(path: path) { _, _, _ in }
        voice.start()
        defer { voice.stop() }
        let texts: [(String, Language, [String])] = [
            (
                "voice_first_sample_fr", .french,
                ["Composer un numéro", "Raccrocher", "Appel de Nadia Benali", "7", "a"]
            ),
            ("voice_first_sample_en", .english, ["Dial a number", "Hang up", "Call from Nadia Benali", "7", "a"]),
        ]
        for (name, language, words) in texts {
            var values: [Double] = []
            for number in 0..<samples * rounds {
                values.append(
                    firstSample(
                        voice, path,
                        Utterance(
                            id: number, text: words[number % words.count], language: language, priority: .text)))
            }
            values.sort()
            print("\(name)\t\(values.count)\t\(text(values, 50))\t\(text(values, 95))\t\(text(values, 100))")
        }
    }

    /// Milliseconds until the ring grows; then the voice is cut, and left until it is silent.
    private static func firstSample(_ voice: Voice, _ path: RealtimePath, _ utterance: Utterance) -> Double {
        let before = path.speech.writePosition
        let start = Instant.now
        voice.speak(utterance)
        while path.speech.writePosition == before { usleep(50) }
        let taken = Instant.now - start
        voice.cut()
        usleep(20_000)
        return Double(taken.components.attoseconds) / 1e15 + Double(taken.components.seconds) * 1_000
    }

    private static func text(_ sorted: [Double], _ share: Int) -> String {
        let value = sorted[min(sorted.count - 1, sorted.count * share / 100)]
        return "\(Double(Int(value * 100)) / 100)"
    }

    private static func setting(_ name: String, _ standard: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? standard
    }
}
