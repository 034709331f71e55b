import CAllocationCount
import Glibc
import SIP

/// `sip-bench FILE…`: what reading and writing a message costs, one TSV line an operation. Processor time;
/// N iterations (100,000) in each of ROUNDS rounds (5). Exit 1 where a parse allocates more than five times.
///
/// `parse` leaves no header lazy that the others read: every one is there as a typed value. `serialise` writes every header
/// anew from its typed value, as the others do. `build` is dearer and ours alone: from the values of the engine, as text, to
/// a message that is read back before it is sent.
@main
struct SIPBench {
    static func main() {
        let files = CommandLine.arguments.dropFirst()
        guard !files.isEmpty else {
            print("usage: sip-bench FILE...")
            exit(2)
        }
        print("engine\tfile\tbytes\top\titers\tns_median\tns_best\tmsg_per_s")
        var isGood = true
        for file in files { isGood = measure(file) && isGood }
        exit(isGood ? 0 : 1)
    }

    /// - Returns: false where reading allocates more than the design allows.
    private static func measure(_ file: String) -> Bool {
        guard let bytes = contents(of: file) else {
            perror(file)
            exit(2)
        }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        func line(_ operation: String, _ body: () -> Bool) {
            let timing = Timing.measure(body)
            print("clairvoix\t\(name)\t\(bytes.count)\t\(operation)\t\(timing.row)")
            fflush(nil)
        }
        line("parse") { parse(bytes) != nil }
        guard let message = parse(bytes) else { return false }
        let before = allocation_count_of_this_thread()
        blackHole(parse(bytes)?.bytes.count ?? 0)
        let allocations = allocation_count_of_this_thread() - before
        print("clairvoix\t\(name)\t\(bytes.count)\tallocations\t1\t\(allocations)\t-\t-")
        if !message.body.isEmpty {
            line("parse+sdp") {
                guard let message = parse(bytes) else { return false }
                return (try? SessionDescription(parsing: message.body)) != nil
            }
        }
        line("serialise") { !message.written.isEmpty }
        let writing = Writing(message)
        line("build") { !writing.message().bytes.isEmpty }
        return allocations <= mostAllocations
    }

    /// Allocations of one parse: the design's bound.
    private static let mostAllocations: UInt64 = 5

    private static func parse(_ bytes: [UInt8]) -> Message? { try? Message(parsing: bytes) }

    private static func contents(of file: String) -> [UInt8]? {
        guard let stream = fopen(file, "rb") else { return nil }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
        return bytes
    }
}

/// Keeps the optimiser from leaving out what is measured.
@inline(never) func blackHole(_ value: Int) { withExtendedLifetime(value) {} }
