import Glibc

/// The texts of a transcript's lines (`--transcript`), the oldest first.
enum SaidTexts {
    /// Empty where there is no such file yet. An unfinished last line is left out.
    static func read(_ path: String) -> [String] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var octets: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while octets.count < Limits.transcript {
            let count = Glibc.read(descriptor, &part, part.count)
            guard count > 0 else { break }
            octets += part.prefix(count)
        }
        guard let end = octets.lastIndex(of: 0x0A) else { return [] }
        return octets[..<end].split(separator: 0x0A).map { text(ofLine: String(decoding: $0, as: UTF8.self)) }
    }

    /// The string named "text" of an object (RFC 8259 §7); empty where there is none.
    static func text(ofLine line: String) -> String {
        let mark = Array("\"text\":\"".unicodeScalars)
        let scalars = Array(line.unicodeScalars)
        guard
            let start = scalars.indices.first(where: { scalars[$0...].prefix(mark.count).elementsEqual(mark) })
        else { return "" }
        var text = String.UnicodeScalarView()
        var rest = scalars[start...].dropFirst(mark.count)
        while let scalar = rest.popFirst(), scalar != "\"" {
            guard scalar == "\\" else {
                text.append(scalar)
                continue
            }
            switch rest.popFirst() {
            case "n": text.append("\n")
            case "t": text.append("\t")
            case "u":
                let digits = String(String.UnicodeScalarView(rest.prefix(4)))
                rest = rest.dropFirst(4)
                text.append(UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")
            case let sign?: text.append(sign)
            case nil: break
            }
        }
        return String(text)
    }
}
