/// Octets of a message ↔ text: the edge where `String` begins.
struct MessageText {
    let bytes: [UInt8]
    let parameters: [ParameterSlices]

    func string(_ slice: Slice) -> String {
        guard slice.range.upperBound <= bytes.count else { return "" }
        return String(decoding: bytes[slice.range], as: UTF8.self)
    }

    /// `other` where none is known.
    func method(_ slice: Slice) -> Method {
        guard slice.range.upperBound <= bytes.count else { return .other }
        return Method(octets: bytes[slice.range])
    }

    /// RFC 3261 §19.1.2: each %HH is the octet that it stands for, once.
    func unescaped(_ slice: Slice) -> String {
        guard slice.range.upperBound <= bytes.count else { return "" }
        var octets: [UInt8] = []
        octets.reserveCapacity(Int(slice.count))
        var index = slice.range.lowerBound
        while index < slice.range.upperBound {
            if bytes[index] == 37, index + 2 < slice.range.upperBound, let high = bytes[index + 1].hexadecimalValue,
                let low = bytes[index + 2].hexadecimalValue
            {
                octets.append(high << 4 | low)
                index += 3
            } else {
                octets.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// The text of a quoted-string: each pair is its second character.
    func unquoted(_ slice: Slice) -> String {
        guard slice.range.upperBound <= bytes.count else { return "" }
        var octets: [UInt8] = []
        var index = slice.range.lowerBound
        while index < slice.range.upperBound {
            if bytes[index] == 92, index + 1 < slice.range.upperBound { index += 1 }
            octets.append(bytes[index])
            index += 1
        }
        return String(decoding: octets, as: UTF8.self)
    }

    func parameters(_ range: ParameterRange, unescaped: Bool = false) -> [Parameter] {
        guard range.range.upperBound <= parameters.count else { return [] }
        return parameters[range.range].map { item in
            let name = unescaped ? self.unescaped(item.name) : string(item.name)
            switch item.form {
            case .nameOnly: return Parameter(name)
            case .token: return Parameter(name, unescaped ? self.unescaped(item.value) : string(item.value))
            case .quoted: return Parameter(name, unquoted(item.value))
            }
        }
    }
}
