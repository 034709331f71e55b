/// What is wrong with the text of a device.
public enum DeviceURIError: Error, Equatable, CustomStringConvertible {
    case unknownScheme(String)
    case missingName(scheme: String)
    case badFrequency(String)

    public var description: String {
        switch self {
        case .unknownScheme(let text):
            "\"\(text)\" is no audio device: alsa:NAME, wav:PATH, tone:HERTZ, burst:HERTZ, silence: or null:"
        case .missingName(let scheme): "\(scheme): lacks what comes after the colon"
        case .badFrequency(let text): "\"\(text)\" is no frequency from 20 to 20000 hertz"
        }
    }
}

/// Where sound comes from or goes to, as the configuration writes it.
public enum DeviceURI: Sendable, Equatable, CustomStringConvertible {
    /// A PCM of ALSA by its name: `alsa:default`, `alsa:plughw:1,0`.
    case alsa(String)
    /// A WAVE file: a microphone is read and looped, a headset is written.
    case wave(path: String)
    /// A steady sine.
    case tone(hertz: Int)
    /// A sine of 250 ms each second.
    case burst(hertz: Int)
    /// No sound from a microphone; a headset that nobody hears.
    case silence
    case null

    public init(_ text: String) throws(DeviceURIError) {
        guard let colon = text.firstIndex(of: ":") else { throw .unknownScheme(text) }
        let scheme = String(text[..<colon])
        let rest = String(text[text.index(after: colon)...])
        switch scheme {
        case "alsa":
            guard !rest.isEmpty else { throw .missingName(scheme: scheme) }
            guard Self.isPlainName(rest) else { throw .unknownScheme(text) }
            self = .alsa(rest)
        case "wav":
            guard !rest.isEmpty else { throw .missingName(scheme: scheme) }
            self = .wave(path: rest)
        case "tone": self = .tone(hertz: try Self.frequency(rest))
        case "burst": self = .burst(hertz: try Self.frequency(rest))
        case "silence": self = .silence
        case "null": self = .null
        default: throw .unknownScheme(text)
        }
    }

    /// ALSA's own plugins that write files hand a name with a bar to a shell; a card's name needs none of their letters.
    private static func isPlainName(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy { octet in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= octet | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= octet
                || ":=,.-_".utf8.contains(octet)
        }
        let plugin = name.prefix { $0 != ":" }
        return isPlain && name.utf8.count <= Limits.deviceNameOctets && plugin != "file" && plugin != "tee"
    }

    private static func frequency(_ text: String) throws(DeviceURIError) -> Int {
        guard let hertz = Int(text), (20...20_000).contains(hertz) else { throw .badFrequency(text) }
        return hertz
    }

    public var description: String {
        switch self {
        case .alsa(let name): "alsa:\(name)"
        case .wave(let path): "wav:\(path)"
        case .tone(let hertz): "tone:\(hertz)"
        case .burst(let hertz): "burst:\(hertz)"
        case .silence: "silence:"
        case .null: "null:"
        }
    }
}
