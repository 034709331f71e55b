/// A tar archive of small texts (POSIX.1-2017, pax, "ustar Interchange Format"): owner and group are nobody's, every file its reader's
/// alone.
struct TapeArchive {
    private(set) var octets: [UInt8] = []
    private let seconds: Int

    /// - Parameter seconds: the date of every file, since 1970.
    init(at seconds: Int) { self.seconds = seconds }

    /// - Parameter name: of at most 100 octets.
    mutating func add(_ name: String, _ text: String) {
        let contents = Array(text.utf8)
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at place: Int, most: Int) {
            for (offset, octet) in text.utf8.prefix(most).enumerated() { header[place + offset] = octet }
        }
        func octal(_ number: Int, digits: Int) -> String {
            let text = String(max(0, number), radix: 8)
            return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
        }
        put(name, at: 0, most: 100)
        put(octal(0o600, digits: 7), at: 100, most: 7)
        put(octal(0, digits: 7), at: 108, most: 7)
        put(octal(0, digits: 7), at: 116, most: 7)
        put(octal(contents.count, digits: 11), at: 124, most: 11)
        put(octal(seconds, digits: 11), at: 136, most: 11)
        put(String(repeating: " ", count: 8), at: 148, most: 8)
        put("0", at: 156, most: 1)
        put("ustar", at: 257, most: 5)
        put("00", at: 263, most: 2)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6) + "\0 ", at: 148, most: 8)
        octets += header + contents
        octets += [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
    }

    /// The archive with its end: two blocks of zeros.
    var whole: [UInt8] { octets + [UInt8](repeating: 0, count: 1_024) }
}
