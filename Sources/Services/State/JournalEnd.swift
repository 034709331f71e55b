import Glibc

/// The end of a journal's file, as much of it as is ever read.
struct JournalEnd {
    private var octets: [UInt8]
    /// There is more of the file before it.
    private let isCut: Bool

    /// What can be read of it.
    /// - Parameters:
    ///   - file: open for reading; its place is not moved.
    ///   - size: the octets that it has.
    init(of file: Int32, octets size: off_t) {
        let start = max(0, size - off_t(Limits.journalOctets))
        isCut = start > 0
        octets = [UInt8](repeating: 0, count: Int(size - start))
        var filled = 0
        while filled < octets.count {
            let got = octets.withUnsafeMutableBytes { space in
                let rest = UnsafeMutableRawBufferPointer(rebasing: space[filled...])
                return pread(file, rest.baseAddress, rest.count, start + off_t(filled))
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            filled += got
        }
        octets.removeLast(octets.count - filled)
    }

    /// Its whole lines without their ends, the oldest first; empty ones are none.
    var lines: ArraySlice<ArraySlice<UInt8>> {
        let lines = octets.split(separator: UInt8(ascii: "\n"))
        // The first one may be the end of a longer line.
        return isCut ? lines.dropFirst() : lines[...]
    }
}
