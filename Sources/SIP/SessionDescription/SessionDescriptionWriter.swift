extension SessionDescription {
    /// The description as octets, with CRLF and in the order that RFC 8866 §5 demands; as short as it can be. No value can
    /// bring a line of its own: controls are dropped.
    public var octets: [UInt8] {
        var writer = OctetWriter()
        writer.write("v=0\r\no=")
        writer.append(origin.user)
        writer.append(32)
        writer.append(number: origin.sessionID)
        writer.append(32)
        writer.append(number: origin.version)
        writer.append(32)
        Self.write(address: origin.host, to: &writer)
        writer.write("s=-\r\n")
        if let connectionHost {
            writer.write("c=")
            Self.write(address: connectionHost, to: &writer)
        }
        writer.write("t=0 0\r\n")
        // RFC 8445 §10: nomination is regular.
        if media.contains(where: { $0.port != 0 && $0.ice.fragment != nil }) { writer.write("a=ice-options:ice2\r\n") }
        if let direction { Self.write(direction, to: &writer) }
        for medium in media { Self.write(medium, to: &writer) }
        return writer.octets
    }

    private static func write(_ medium: MediaDescription, to writer: inout OctetWriter) {
        writer.write("m=")
        writer.append(medium.kind)
        writer.append(32)
        writer.append(number: medium.port)
        writer.append(32)
        writer.append(medium.profile)
        for name in medium.formatNames {
            writer.append(32)
            writer.append(name)
        }
        writer.lineBreak()
        // RFC 3264 §6: what follows a refused line means nothing, so nothing follows.
        guard medium.port != 0 else { return }
        if let host = medium.connectionHost {
            writer.write("c=")
            write(address: host, to: &writer)
        }
        for format in medium.formats { write(format, to: &writer) }
        for crypto in medium.crypto {
            writer.write("a=crypto:")
            crypto.write(to: &writer)
            writer.lineBreak()
        }
        write(medium.dtls, to: &writer)
        medium.ice.write(to: &writer)
        if medium.isMultiplexed { writer.write("a=rtcp-mux\r\n") }
        if medium.isMultiparty { writer.write("a=rtt-mixer\r\n") }
        if let port = medium.rtcpPort { write("a=rtcp:", UInt(port), to: &writer) }
        if !medium.extendedReports.isEmpty {
            writer.write("a=rtcp-xr:")
            writer.append(medium.extendedReports.names)
            writer.lineBreak()
        }
        if let milliseconds = medium.packetMilliseconds {
            write("a=ptime:", UInt(clamping: milliseconds), to: &writer)
        }
        if let milliseconds = medium.maximumPacketMilliseconds {
            write("a=maxptime:", UInt(clamping: milliseconds), to: &writer)
        }
        if let direction = medium.direction { write(direction, to: &writer) }
    }

    private static func write(_ dtls: DTLSAttributes, to writer: inout OctetWriter) {
        for fingerprint in dtls.fingerprints {
            writer.write("a=fingerprint:")
            fingerprint.write(to: &writer)
            writer.lineBreak()
        }
        if let setup = dtls.setup {
            writer.write("a=setup:")
            writer.append(setup.rawValue)
            writer.lineBreak()
        }
        guard let tlsID = dtls.tlsID else { return }
        writer.write("a=tls-id:")
        writer.append(tlsID)
        writer.lineBreak()
    }

    /// A static payload type needs no rtpmap (RFC 8866 §6.6): an INVITE has to be short (RFC 3261 §18.1.1).
    private static func write(_ format: AudioFormat, to writer: inout OctetWriter) {
        if format == AudioFormat.assigned(to: format.payloadType) { return }
        writer.write("a=rtpmap:")
        writer.append(number: format.payloadType)
        writer.append(32)
        writer.append(format.encodingName)
        writer.append(47)
        writer.append(number: UInt(clamping: format.clockRate))
        if format.channels > 1 {
            writer.append(47)
            writer.append(number: UInt(clamping: format.channels))
        }
        writer.lineBreak()
        guard let parameters = format.parameters else { return }
        writer.write("a=fmtp:")
        writer.append(number: format.payloadType)
        writer.append(32)
        writer.append(parameters)
        writer.lineBreak()
    }

    private static func write(_ name: StaticString, _ number: UInt, to writer: inout OctetWriter) {
        writer.write(name)
        writer.append(number: number)
        writer.lineBreak()
    }

    private static func write(_ direction: MediaDirection, to writer: inout OctetWriter) {
        writer.write("a=")
        writer.append(direction.rawValue)
        writer.lineBreak()
    }

    private static func write(address host: String, to writer: inout OctetWriter) {
        writer.write(host.utf8.contains(58) ? "IN IP6 " : "IN IP4 ")
        writer.append(host)
        writer.lineBreak()
    }
}
