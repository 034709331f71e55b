// A message written again from its typed values: long names, single blanks, no folds.
extension Message {
    /// The octets of the message as we would write it. What has no meaning here stands as it came.
    public var written: [UInt8] {
        OctetWriter.octets(capacity: bytes.count + 256) { writer in
            writer.copying(bytes) { writer in
                writeStartLine(to: &writer)
                for header in headers { write(header, to: &writer) }
                writer.lineBreak()
                writer.appendRest(from: bodyStart)
            }
        }
    }

    func writeStartLine(to writer: inout OctetWriter) {
        switch start {
        case .request(let method, let uri):
            put(method, &writer)
            writer.append(32)
            put(uri, &writer)
            writer.write(" SIP/2.0\r\n")
        case .status(let code, let phrase):
            writer.write("SIP/2.0 ")
            writer.append(number: code)
            writer.append(32)
            put(phrase, &writer)
            writer.lineBreak()
        }
    }

    func write(_ header: Header, to writer: inout OctetWriter) {
        switch header.kind {
        case .via(let via):
            writer.write("Via: SIP/2.0/")
            put(via.transport, &writer)
            writer.append(32)
            put(host: via.host, port: via.port, &writer)
            put(via.parameters, &writer)
        case .from(let address): put("From: ", address, &writer)
        case .to(let address): put("To: ", address, &writer)
        case .contact(let address): put("Contact: ", address, &writer)
        case .contactStar: writer.write("Contact: *")
        case .route(let address): put("Route: ", address, &writer)
        case .recordRoute(let address): put("Record-Route: ", address, &writer)
        case .assertedIdentity(let address): put("P-Asserted-Identity: ", address, &writer)
        case .preferredIdentity(let address): put("P-Preferred-Identity: ", address, &writer)
        case .callID(let text):
            writer.write("Call-ID: ")
            put(text, &writer)
        case .cSeq(let number, let method):
            writer.write("CSeq: ")
            writer.append(number: number)
            writer.append(32)
            put(method, &writer)
        case .maxForwards(let hops?):
            writer.write("Max-Forwards: ")
            writer.append(number: hops)
        case .contentLength(let count):
            writer.write("Content-Length: ")
            writer.append(number: count)
        case .expires(let seconds):
            writer.write("Expires: ")
            writer.append(number: seconds)
        case .interval(let seconds, let range):
            begin(header.name, &writer)
            writer.append(number: seconds)
            put(range, &writer)
        case .contentType(let type, let subtype, let range):
            writer.write("Content-Type: ")
            put(type, &writer)
            writer.append(47)
            put(subtype, &writer)
            put(range, &writer)
        case .tokens(let range):
            begin(header.name, &writer)
            put(list: range, ",", &writer)
        case .challenge(_, let scheme, let range), .credentials(let scheme, let range):
            begin(header.name, &writer)
            put(scheme, &writer)
            writer.append(32)
            put(list: range, ", ", &writer)
        case .maxForwards(nil), .other:
            begin(header.name, &writer)
            put(header.value, &writer)
        }
        writer.lineBreak()
    }

    // MARK: Parts

    private func begin(_ name: Slice, _ writer: inout OctetWriter) {
        put(name, &writer)
        writer.write(": ")
    }

    @inline(__always) private func put(_ slice: Slice, _ writer: inout OctetWriter) { writer.append(slice) }

    private func put(_ name: StaticString, _ address: NameAddressSlices, _ writer: inout OctetWriter) {
        writer.write(name)
        if address.isQuoted {
            writer.append(34)
            put(address.display, &writer)
            writer.write("\" ")
        } else if !address.display.isEmpty {
            put(address.display, &writer)
            writer.append(32)
        }
        writer.append(60)
        put(address.uri, &writer)
        writer.append(62)
        put(address.parameters, &writer)
    }

    private func put(_ uri: URISlices, _ writer: inout OctetWriter) {
        put(uri.scheme, &writer)
        writer.append(58)
        if uri.hasUser {
            put(uri.user, &writer)
            if uri.hasPassword {
                writer.append(58)
                put(uri.password, &writer)
            }
            writer.append(64)
        }
        put(host: uri.host, port: uri.port, isOurs: uri.isOurs, &writer)
        put(uri.parameters, &writer)
        if !uri.headers.isEmpty {
            writer.append(63)
            put(uri.headers, &writer)
        }
    }

    /// - Parameter isOurs: a host it is, and not the rest of a URI of another scheme.
    private func put(host: Slice, port: Int32, isOurs: Bool = true, _ writer: inout OctetWriter) {
        let isIPv6 = isOurs && writer.source(hasBefore: host, 91)
        if isIPv6 { writer.append(91) }
        put(host, &writer)
        if isIPv6 { writer.append(93) }
        if port >= 0 {
            writer.append(58)
            writer.append(number: UInt32(port))
        }
    }

    private func put(_ range: ParameterRange, _ writer: inout OctetWriter) {
        for index in range.range where index < parameters.count {
            writer.append(59)
            put(parameters[index], &writer)
        }
    }

    private func put(list range: ParameterRange, _ separator: StaticString, _ writer: inout OctetWriter) {
        for index in range.range where index < parameters.count {
            if index > range.range.lowerBound { writer.write(separator) }
            put(parameters[index], &writer)
        }
    }

    private func put(_ parameter: ParameterSlices, _ writer: inout OctetWriter) {
        put(parameter.name, &writer)
        switch parameter.form {
        case .nameOnly: break
        case .token:
            writer.append(61)
            put(parameter.value, &writer)
        case .quoted:
            writer.write("=\"")
            put(parameter.value, &writer)
            writer.append(34)
        }
    }
}
