extension Cursor {
    /// SIP-URI, SIPS-URI or absoluteURI (RFC 3261 §19.1.1, §25.1).
    /// - Parameter bare: outside of `<>`: parameters, a comma or a blank end the URI, and headers are not allowed (§20.10).
    mutating func uri(bare: Bool) throws(SIPError) -> URISlices {
        guard let first = next, first.lowercased &- 97 < 26 else { throw fault }
        let scheme = try some(.scheme)
        try expect(58)
        var uri = URISlices(scheme: scheme)
        guard equals(scheme, "sip") || equals(scheme, "sips") else {
            uri.isOurs = false
            try opaque(into: &uri, bare: bare)
            return uri
        }
        try userInfo(into: &uri)
        (uri.host, uri.port) = try hostPort()
        if !bare {
            uri.parameters = try uriParameters()
            if take(63) {
                let start = index
                while let octet = next, octet > 32, octet != 62, octet != 34, octet < 127 { index += 1 }
                guard index > start else { throw fault }
                uri.headers = Slice(start, index)
            }
        }
        return uri
    }

    private mutating func opaque(into uri: inout URISlices, bare: Bool) throws(SIPError) {
        let start = index
        let hasParameters = equals(uri.scheme, "tel")
        while let octet = next, octet > 32, octet < 127, octet != 62, octet != 60, octet != 34 {
            if octet == 59, bare || hasParameters { break }
            if octet == 44, bare { break }
            index += 1
        }
        uri.host = Slice(start, index)
        guard !uri.host.isEmpty else { throw fault }
        if hasParameters, !bare { uri.parameters = try uriParameters() }
    }

    private mutating func userInfo(into uri: inout URISlices) throws(SIPError) {
        let start = index
        let user = try escapedRun(.user)
        if next == 64 {
            guard !user.isEmpty else { throw fault }
            uri.user = user
            uri.hasUser = true
            index += 1
            return
        }
        if next == 58 {
            index += 1
            let password = try escapedRun(.password)
            if next == 64, !user.isEmpty {
                uri.user = user
                uri.hasUser = true
                uri.password = password
                uri.hasPassword = true
                index += 1
                return
            }
        }
        index = start
    }

    /// A run in which each `%` is followed by two hexadecimal digits; it ends before a `%` that is not.
    private mutating func escapedRun(_ set: CharacterClass) throws(SIPError) -> Slice {
        let start = index
        while let octet = next, set.contains(octet) {
            if octet == 37 {
                guard index + 2 < end, bytes[index + 1].hexadecimalValue != nil,
                    bytes[index + 2].hexadecimalValue != nil
                else { break }
                index += 2
            }
            index += 1
        }
        return Slice(start, index)
    }

    /// hostport: a name, an IPv4 address or a bracketed IPv6 address, kept without its brackets.
    /// - Parameter spaced: blanks may stand around the colon: in Via, not in a URI.
    mutating func hostPort(spaced: Bool = false) throws(SIPError) -> (Slice, Int32) {
        let host: Slice
        if take(91) {
            host = try some(.ipv6)
            try expect(93)
        } else {
            host = try some(.host)
        }
        var port: Int32 = -1
        let before = index
        if spaced { skipBlanks() }
        if take(58) {
            if spaced { skipBlanks() }
            port = Int32(truncatingIfNeeded: try number(most: 65_535))
        } else {
            index = before
        }
        return (host, port)
    }

    private mutating func uriParameters() throws(SIPError) -> ParameterRange {
        let first = parameters.count
        while take(59) {
            let name = try escapedRun(.uriParameter)
            guard !name.isEmpty else { throw fault }
            if take(61) {
                let value = try escapedRun(.uriParameter)
                guard !value.isEmpty else { throw fault }
                try add(ParameterSlices(name: name, value: value, form: .token))
            } else {
                try add(ParameterSlices(name: name, value: .none, form: .nameOnly))
            }
        }
        return rangeOfParameters(from: first)
    }

    /// name-addr or addr-spec, then header parameters.
    mutating func nameAddress() throws(SIPError) -> NameAddressSlices {
        skipBlanks()
        var display = Slice.none
        var isQuoted = false
        if next == 34 {
            display = try quoted()
            isQuoted = true
            skipBlanks()
            guard next == 60 else { throw fault }
        } else {
            // *(token LWS) before "<"; the blank before it may be missing (RFC 4475 §3.1.1.6).
            let start = index
            while let octet = next, CharacterClass.token.contains(octet) || octet.isBlank { index += 1 }
            if next == 60 {
                var last = index
                while last > start, bytes[last - 1].isBlank { last -= 1 }
                display = Slice(start, last)
            } else {
                index = start
            }
        }
        let address: URISlices
        if take(60) {
            address = try uri(bare: false)
            try expect(62)
        } else {
            address = try uri(bare: true)
        }
        var value = NameAddressSlices(display: display, isQuoted: isQuoted, uri: address)
        value.parameters = try headerParameters()
        return value
    }
}
