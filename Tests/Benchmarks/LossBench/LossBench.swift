import Glibc
import Media

/// `loss-bench LOSS BURST SEED IN OUT`: what the listener hears of IN (16 kHz mono s16 raw) through two real sessions, in
/// virtual time, when packets of 20 ms are lost as `plc.c` loses them; OUT has IN's rate and length and is aligned with it.
///
/// Prints the real loss in per cent. On standard error: bit rate of the payloads, delay from a sample's capture to its
/// playout (a frame of 10 ms, packet, 5 ms of wire, buffer and codec; without devices), allocations by the sessions, and the
/// receiver's counters.
///
/// A prelude of 12 s comes first: the same sound, as much loss by other draws, so that reports have told the sender of the
/// loss and the buffer knows the wire. It is neither written nor counted. `--jitter` delays each packet by up to so many
/// milliseconds more, uniformly: packets overtake each other. With `--redundancy on` both agree on RFC 2198: the sender chooses
/// how many earlier packets go along by the reports. `--reports plain` leaves out the extended reports that tell the bursts.
/// `--encrypt` names a suite of RFC 4568.
@main
struct LossBench {
    private static let preludeSamples = 12 * 48_000
    private static let tailSamples = 48_000

    static func main() throws {
        guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
            fail(Options.usage)
        }
        guard let input = read(options.input), input.count >= 16_000 else {
            fail("cannot read 1 s of \(options.input)")
        }
        var spoken = try Alignment.converted(input, from: 16_000, to: 48_000)
        // Whole packets, as plc.c has them.
        let packets = input.count / 320
        spoken = Array(spoken.prefix(packets * 960))
        spoken += [Int16](repeating: 0, count: packets * 960 - spoken.count)
        var prelude: [Int16] = []
        while prelude.count < preludeSamples { prelude += spoken }
        let line = Line(options)
        _ = line.run(prelude.suffix(preludeSamples))
        let before = line.statistics
        line.begin(LossPattern(loss: options.loss, meanBurst: options.meanBurst, seed: options.seed))
        var heard = line.run(spoken[...])
        let (sent, lost) = (line.packetsSent, line.packetsLost)
        let bitRate = Double(line.payloadOctets) * 8 / (Double(packets) * 0.02)
        let after = line.statistics
        let allocations = line.allocations
        line.begin(LossPattern(loss: 0, meanBurst: 1, seed: 0))
        heard += line.run([Int16](repeating: 0, count: tailSamples)[...])

        let lag = Alignment.lag(of: heard, behind: spoken, limit: 19_200, span: 480_000)
        var result = try Alignment.converted(Array(heard[max(0, lag - 480)...]), from: 48_000, to: 16_000)
        let rest = Alignment.lag(of: result, behind: input, limit: 640, span: 160_000)
        result = Array(result.dropFirst(rest).prefix(input.count))
        result += [Int16](repeating: 0, count: input.count - result.count)
        guard write(result, to: options.output) else { fail("cannot write \(options.output)") }
        print(rounded(Double(lost) * 100 / Double(max(sent, 1))))
        tell("bits_per_second \(Int(bitRate)) delay_ms \(rounded(Double(lag) / 48 + 10))")
        tell(
            " allocations \(allocations) concealed \(after.framesConcealed - before.framesConcealed)/\(after.framesPlayed - before.framesPlayed)"
                + " late \(after.packetsLate - before.packetsLate) buffer_ms \(rounded(after.bufferMilliseconds))"
                + " repaired \(after.packetsRepaired - before.packetsRepaired) copies \(line.copiesSent)"
                + " reported_loss \(line.reportedLoss.map { rounded($0 * 100) } ?? "-")\n")
    }

    private static func rounded(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    private static func tell(_ text: String) { _ = text.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) } }

    private static func fail(_ text: String) -> Never {
        tell(text + "\n")
        exit(2)
    }

    private static func read(_ path: String) -> [Int16]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var samples: [Int16] = []
        var block = [Int16](repeating: 0, count: 16_000)
        while true {
            let count = fread(&block, 2, block.count, file)
            guard count > 0 else { return samples }
            samples += block[..<count]
        }
    }

    private static func write(_ samples: [Int16], to path: String) -> Bool {
        guard let file = fopen(path, "wb") else { return false }
        defer { fclose(file) }
        return fwrite(samples, 2, samples.count, file) == samples.count
    }
}
