extension MessageParser {
    /// One header line, its name read: its values are appended (RFC 3261 §20; compact forms of §7.3.3).
    mutating func header(named name: Slice) throws(SIPError) {
        let letter: UInt8 = name.count == 1 ? cursor.bytes[Int(name.start)].lowercased : 0
        func has(_ long: StaticString, _ short: UInt8 = 255) -> Bool { letter == short || cursor.equals(name, long) }

        if has("via", 118) {
            try list(name) { parser throws(SIPError) in .via(try parser.via()) }
        } else if has("from", 102) {
            try one(name) { parser throws(SIPError) in .from(try parser.cursor.nameAddress()) }
        } else if has("to", 116) {
            try one(name) { parser throws(SIPError) in .to(try parser.cursor.nameAddress()) }
        } else if has("call-id", 105) {
            try one(name) { parser throws(SIPError) in .callID(try parser.cursor.some(.word)) }
        } else if has("cseq") {
            try one(name) { parser throws(SIPError) in try parser.cSeq() }
        } else if has("contact", 109) {
            try contact(name)
        } else if has("route") {
            try list(name) { parser throws(SIPError) in .route(try parser.cursor.nameAddress()) }
        } else if has("record-route") {
            try list(name) { parser throws(SIPError) in .recordRoute(try parser.cursor.nameAddress()) }
        } else if has("max-forwards") {
            try one(name) { parser throws(SIPError) in
                let value = try parser.cursor.cappedNumber()
                return .maxForwards(value < 256 ? UInt8(truncatingIfNeeded: value) : nil)
            }
        } else if has("content-length", 108) {
            try one(name) { parser throws(SIPError) in
                .contentLength(UInt32(truncatingIfNeeded: try parser.cursor.number(most: UInt64(UInt32.max))))
            }
        } else if has("content-type", 99) {
            try one(name) { parser throws(SIPError) in try parser.contentType() }
        } else {
            try lessCommonHeader(name)
        }
    }

    private mutating func lessCommonHeader(_ name: Slice) throws(SIPError) {
        if cursor.equals(name, "expires"), cursor.next?.isDigit == true {
            try one(name) { parser throws(SIPError) in .expires(try parser.cursor.cappedNumber()) }
        } else if cursor.equals(name, "p-asserted-identity") {
            try list(name) { parser throws(SIPError) in .assertedIdentity(try parser.cursor.nameAddress()) }
        } else if cursor.equals(name, "www-authenticate") {
            try one(name) { parser throws(SIPError) in try parser.challenge(isProxy: false) }
        } else if cursor.equals(name, "proxy-authenticate") {
            try one(name) { parser throws(SIPError) in try parser.challenge(isProxy: true) }
        } else if !(try typedOnBestEffort(name)) {
            try opaque(name)
        }
    }

    /// What is read as a value where it is well formed, and kept as text where it is not: no request fails for it.
    private mutating func typedOnBestEffort(_ name: Slice) throws(SIPError) -> Bool {
        switch name.count {
        case 1 where cursor.equals(name, "k"): try attempt(name) { parser throws(SIPError) in try parser.tokens() }
        case 1 where cursor.equals(name, "u"): try attempt(name) { parser throws(SIPError) in try parser.tokens() }
        case 1 where cursor.equals(name, "x"): try attempt(name) { parser throws(SIPError) in try parser.interval() }
        case 5 where cursor.equals(name, "allow"): try attempt(name) { parser throws(SIPError) in try parser.tokens() }
        case 6 where cursor.equals(name, "min-se"):
            try attempt(name) { parser throws(SIPError) in try parser.interval() }
        case 7 where cursor.equals(name, "require"):
            try attempt(name) { parser throws(SIPError) in try parser.tokens() }
        case 9 where cursor.equals(name, "supported"):
            try attempt(name) { parser throws(SIPError) in try parser.tokens() }
        case 11 where cursor.equals(name, "unsupported"):
            try attempt(name) { parser throws(SIPError) in try parser.tokens() }
        case 12 where cursor.equals(name, "allow-events"):
            try attempt(name) { parser throws(SIPError) in try parser.tokens() }
        case 13 where cursor.equals(name, "authorization"), 19 where cursor.equals(name, "proxy-authorization"):
            try attempt(name) { parser throws(SIPError) in try parser.credentials() }
        case 13 where cursor.equals(name, "proxy-require"):
            try attempt(name) { parser throws(SIPError) in try parser.tokens() }
        case 15 where cursor.equals(name, "session-expires"):
            try attempt(name) { parser throws(SIPError) in try parser.interval() }
        case 20 where cursor.equals(name, "p-preferred-identity"):
            try attempt(name) { parser throws(SIPError) in .preferredIdentity(try parser.cursor.nameAddress()) }
        default: false
        }
    }

    /// - Returns: false where the value is not as it should be; nothing was read then.
    private mutating func attempt(
        _ name: Slice, _ read: (inout MessageParser) throws(SIPError) -> Header.Kind
    ) throws(SIPError) -> Bool {
        let start = cursor.index
        let known = cursor.parameters.count
        if let kind = try? read(&self) {
            let last = cursor.index
            cursor.skipBlanks()
            if cursor.isAtEnd {
                try append(Header(name: name, value: Slice(start, last), kind: kind))
                return true
            }
        }
        cursor.index = start
        cursor.parameters.removeLast(cursor.parameters.count - known)
        return false
    }

    /// Tokens with commas between them; empty ones are passed over (RFC 3261 §7.3.1 has none, peers do).
    private mutating func tokens() throws(SIPError) -> Header.Kind {
        let first = cursor.parameters.count
        var last = cursor.index
        while true {
            cursor.skipBlanks()
            if cursor.isAtEnd { break }
            if !cursor.take(44) {
                try cursor.add(ParameterSlices(name: try cursor.some(.token), value: .none, form: .nameOnly))
                last = cursor.index
                cursor.skipBlanks()
                guard cursor.isAtEnd || cursor.next == 44 else { throw cursor.fault }
            } else {
                last = cursor.index
            }
        }
        cursor.index = last
        return .tokens(cursor.rangeOfParameters(from: first))
    }

    private mutating func interval() throws(SIPError) -> Header.Kind {
        let seconds = try cursor.cappedNumber()
        return .interval(seconds, try cursor.headerParameters())
    }

    private mutating func credentials() throws(SIPError) -> Header.Kind {
        guard case .challenge(_, let scheme, let range) = try challenge(isProxy: false), range.count > 0 else {
            throw cursor.fault
        }
        return .credentials(scheme: scheme, range)
    }

    /// A value that is not read further: kept as it stands, without the blanks at its ends.
    private mutating func opaque(_ name: Slice) throws(SIPError) {
        var last = cursor.end
        while last > cursor.index, cursor.bytes[last - 1].isBlank { last -= 1 }
        for index in cursor.index..<max(cursor.index, last) where cursor.bytes[index] < 32 && cursor.bytes[index] != 9 {
            throw .syntax(at: index)
        }
        try append(Header(name: name, value: Slice(cursor.index, last), kind: .other))
        cursor.index = cursor.end
    }

    private mutating func one(
        _ name: Slice, _ read: (inout MessageParser) throws(SIPError) -> Header.Kind
    ) throws(SIPError) {
        let start = cursor.index
        let kind = try read(&self)
        try append(Header(name: name, value: Slice(start, cursor.index), kind: kind))
    }

    private mutating func list(
        _ name: Slice, _ read: (inout MessageParser) throws(SIPError) -> Header.Kind
    ) throws(SIPError) {
        repeat {
            cursor.skipBlanks()
            try one(name, read)
            cursor.skipBlanks()
        } while cursor.take(44)
    }

    private mutating func contact(_ name: Slice) throws(SIPError) {
        if cursor.next == 42 {
            let start = cursor.index
            cursor.index += 1
            try append(Header(name: name, value: Slice(start, cursor.index), kind: .contactStar))
        } else {
            try list(name) { parser throws(SIPError) in .contact(try parser.cursor.nameAddress()) }
        }
    }

    private mutating func via() throws(SIPError) -> ViaSlices {
        let protocolName = try cursor.some(.token)
        guard cursor.equals(protocolName, "sip") else { throw cursor.fault }
        cursor.skipBlanks()
        try cursor.expect(47)
        cursor.skipBlanks()
        _ = try cursor.some(.token)
        cursor.skipBlanks()
        try cursor.expect(47)
        cursor.skipBlanks()
        let transport = try cursor.some(.token)
        guard let blank = cursor.next, blank.isBlank else { throw cursor.fault }
        cursor.skipBlanks()
        let (host, port) = try cursor.hostPort(spaced: true)
        var value = ViaSlices(transport: transport, host: host, port: port)
        value.parameters = try cursor.headerParameters()
        return value
    }

    private mutating func cSeq() throws(SIPError) -> Header.Kind {
        let number = try cursor.number(most: UInt64(UInt32.max))
        guard let blank = cursor.next, blank.isBlank else { throw cursor.fault }
        cursor.skipBlanks()
        return .cSeq(number: UInt32(truncatingIfNeeded: number), method: try cursor.some(.token))
    }

    private mutating func contentType() throws(SIPError) -> Header.Kind {
        let type = try cursor.some(.token)
        cursor.skipBlanks()
        try cursor.expect(47)
        cursor.skipBlanks()
        let subtype = try cursor.some(.token)
        return .contentType(type: type, subtype: subtype, try cursor.headerParameters())
    }

    /// challenge (RFC 3261 §25.1): a scheme and its comma-separated parameters.
    private mutating func challenge(isProxy: Bool) throws(SIPError) -> Header.Kind {
        let scheme = try cursor.some(.token)
        cursor.skipBlanks()
        let first = cursor.parameters.count
        while !cursor.isAtEnd {
            let name = try cursor.some(.token)
            cursor.skipBlanks()
            try cursor.expect(61)
            cursor.skipBlanks()
            if cursor.next == 34 {
                try cursor.add(ParameterSlices(name: name, value: try cursor.quoted(), form: .quoted))
            } else {
                try cursor.add(ParameterSlices(name: name, value: try cursor.some(.credential), form: .token))
            }
            cursor.skipBlanks()
            guard cursor.take(44) else { break }
            cursor.skipBlanks()
        }
        return .challenge(isProxy: isProxy, scheme: scheme, cursor.rangeOfParameters(from: first))
    }
}
