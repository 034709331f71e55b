import CAllocationCount
import Glibc
import Media
import Time

/// What the processing of the microphone does and costs.
///
/// Without arguments: figures with a synthetic voice in a synthetic room. `processing-bench MICROPHONE PLAYED OUTPUT
/// [echo,noise,gain]`: processes files of 16-bit mono samples at 16 kHz, for scoring elsewhere.
@main
struct ProcessingBench {
    static let frame = 480

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4 else { return try figures() }
        let words = arguments.count > 4 ? arguments[4].split(separator: ",") : []
        let choice = VoiceProcessingChoice(
            echoControl: words.contains("echo"), noiseSuppression: words.contains("noise"),
            automaticGain: words.contains("gain"))
        var microphone = try SoundFile.converted(SoundFile.read(arguments[1]), from: 16_000, to: 48_000)
        let played = try SoundFile.converted(SoundFile.read(arguments[2]), from: 16_000, to: 48_000)
        _ = try process(&microphone, played: played, choice)
        SoundFile.write(try SoundFile.converted(microphone, from: 48_000, to: 16_000), to: arguments[3])
    }

    /// Microseconds and allocations a frame.
    static func process(
        _ microphone: inout [Int16], played: [Int16], _ choice: VoiceProcessingChoice
    ) throws -> (microseconds: Double, allocations: Double) {
        var processing = try VoiceProcessing(choice)
        var part = [Int16](repeating: 0, count: frame)
        let frames = min(microphone.count, played.count) / frame
        let before = allocation_count_of_this_thread()
        let start = Instant.now
        for index in 0..<frames {
            for place in 0..<frame { part[place] = microphone[index * frame + place] }
            var target = part.mutableSpan
            processing.process(&target, played: played.span.extracting(index * frame..<(index + 1) * frame))
            for place in 0..<frame { microphone[index * frame + place] = part[place] }
        }
        let spent = Instant.now - start
        let allocations = allocation_count_of_this_thread() - before
        let microseconds = Double(spent.components.attoseconds) / 1e12 + Double(spent.components.seconds) * 1e6
        return (microseconds / Double(max(frames, 1)), Double(allocations) / Double(max(frames, 1)))
    }

    static func figures() throws {
        for (name, choice) in [
            ("echo control", VoiceProcessingChoice(echoControl: true)),
            ("noise suppression", VoiceProcessingChoice(noiseSuppression: true)),
            ("automatic gain", VoiceProcessingChoice(automaticGain: true)),
            ("all", VoiceProcessingChoice(echoControl: true, noiseSuppression: true, automaticGain: true)),
        ] {
            let played = syllables(seconds: 8, seed: 3)
            var microphone = echo(of: played)
            let before = microphone
            let cost = try process(&microphone, played: played, choice)
            var line = "processing \(name): \(rounded(cost.microseconds)) µs, \(cost.allocations) allocations a frame"
            line += ", delay \(rounded(try delay(choice))) ms"
            if choice.echoControl {
                let from = 96_000
                line += ", ERLE \(rounded(10 * log10(energy(before[from...]) / (energy(microphone[from...]) + 1)))) dB"
            }
            print(line)
        }
    }

    /// How much later a click leaves, in ms.
    static func delay(_ choice: VoiceProcessingChoice) throws -> Double {
        var sound = [Int16](repeating: 0, count: 48_000)
        sound[24_000] = 30_000
        _ = try process(&sound, played: [Int16](repeating: 0, count: 48_000), choice)
        let peak = sound.indices.max { abs(Int(sound[$0])) < abs(Int(sound[$1])) } ?? 0
        return max(0, Double(peak - 24_000)) / 48
    }

    /// Noise through a wandering resonance, in syllables.
    static func syllables(seconds: Int, seed: UInt64) -> [Int16] {
        var state = seed
        var (first, second) = (0.0, 0.0)
        return (0..<seconds * 48_000).map { index in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = Double(Int32(truncatingIfNeeded: state >> 33)) / 1_073_741_824 - 1
            let place = index % 12_000
            let gain = place < 9_000 ? min(1, Double(min(place, 9_000 - place)) / 960) : 0
            let turn = 1.99 - 0.02 * Double(index / 12_000 % 5)
            let next = turn * 0.98 * first - 0.9604 * second + noise * 0.1
            (first, second) = (next, first)
            return Int16(min(max(gain * next * 2_500, -32_000), 32_000))
        }
    }

    /// −12 dB after 60 ms, and 40 ms of a room that dies away.
    static func echo(of played: [Int16]) -> [Int16] {
        let taps: [(at: Int, gain: Double)] = [
            (2_880, 0.25), (3_100, -0.08), (3_433, 0.06), (3_801, -0.05), (4_200, 0.03), (4_711, -0.02),
        ]
        return played.indices.map { index in
            Int16(taps.reduce(0.0) { $0 + (index >= $1.at ? $1.gain * Double(played[index - $1.at]) : 0) })
        }
    }

    static func energy(_ samples: some Collection<Int16>) -> Double {
        samples.reduce(0.0) { $0 + Double($1) * Double($1) }
    }

    static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
