extension SessionDescription {
    /// The description as octets, with CRLF and in the order that RFC 8866 §5 demands; as short as it can be.
    public var octets: [UInt8] {
        var text = "v=0\r\no=\(Self.clean(origin.user)) \(origin.sessionID) \(origin.version) "
        text += Self.address(origin.host) + "\r\ns=-\r\n"
        if let connectionHost { text += "c=\(Self.address(connectionHost))\r\n" }
        text += "t=0 0\r\n"
        if let direction { text += "a=\(direction.rawValue)\r\n" }
        for medium in media { Self.write(medium, to: &text) }
        return Array(text.utf8)
    }

    private static func write(_ medium: MediaDescription, to text: inout String) {
        text += "m=\(clean(medium.kind)) \(medium.port) \(clean(medium.profile)) "
        text += medium.formatNames.map(clean).joined(separator: " ") + "\r\n"
        // RFC 3264 §6: what follows a refused line means nothing, so nothing follows.
        guard medium.port != 0 else { return }
        if let host = medium.connectionHost { text += "c=\(address(host))\r\n" }
        for format in medium.formats { write(format, to: &text) }
        if let port = medium.rtcpPort { text += "a=rtcp:\(port)\r\n" }
        if let milliseconds = medium.packetMilliseconds { text += "a=ptime:\(milliseconds)\r\n" }
        if let milliseconds = medium.maximumPacketMilliseconds { text += "a=maxptime:\(milliseconds)\r\n" }
        if let direction = medium.direction { text += "a=\(direction.rawValue)\r\n" }
    }

    private static func write(_ format: AudioFormat, to text: inout String) {
        text += "a=rtpmap:\(format.payloadType) \(clean(format.encodingName))/\(format.clockRate)"
        text += format.channels > 1 ? "/\(format.channels)\r\n" : "\r\n"
        if let parameters = format.parameters {
            text += "a=fmtp:\(format.payloadType) \(clean(parameters))\r\n"
        }
    }

    private static func address(_ host: String) -> String {
        "IN \(host.contains(":") ? "IP6" : "IP4") \(clean(host))"
    }

    /// No value can bring a line of its own.
    private static func clean(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 32 || $0 == 127 }) else { return text }
        return String(decoding: text.utf8.filter { $0 >= 32 && $0 != 127 }, as: UTF8.self)
    }
}
