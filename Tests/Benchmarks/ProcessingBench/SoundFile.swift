import Glibc
import Media

/// Files of 16-bit mono samples without a header.
enum SoundFile {
    static func read(_ path: String) -> [Int16] {
        guard let file = fopen(path, "rb") else { return [] }
        defer { fclose(file) }
        var samples: [Int16] = []
        var block = [Int16](repeating: 0, count: 4_096)
        while true {
            let count = fread(&block, 2, block.count, file)
            guard count > 0 else { return samples }
            samples += block[..<count]
        }
    }

    static func write(_ samples: [Int16], to path: String) {
        guard let file = fopen(path, "wb") else { return }
        defer { fclose(file) }
        fwrite(samples, 2, samples.count, file)
    }

    /// `samples` at another rate.
    static func converted(_ samples: [Int16], from: Int, to: Int) throws -> [Int16] {
        var resampler = try Resampler(from: from, to: to)
        var output = [Int16](repeating: 0, count: samples.count * to / from + 64)
        let count = samples.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { resampler.process(input, into: $0) }
        }
        return Array(output[..<count])
    }
}
