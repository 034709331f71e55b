import Testing

@testable import SIP

/// What the texts of RFC 4475 and RFC 5118 say of single messages.
@Suite struct TortureFactsTests {
    @Test func wideWhiteSpaceAndFolds() throws {
        let message = try TortureFile.message("wsinv")
        #expect(message.cSeq == (9, .invite))
        #expect(message.maxForwards == 68)
        #expect(message.toTag == "1918181833n")
        #expect(message.fromTag == "98asjd8")
        #expect(message.from.displayName == #"J Rosenberg \""#)
        #expect(message.vias.map(\.transportName) == ["UDP", "TCP", "UDP"])
        #expect(message.vias.map(\.branch) == ["390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239"])
        #expect(message.header("UnknownHeaderWithUnusualValue") == ";;,,;;,;")
        #expect(message.header("Subject")?.isEmpty == true)
        #expect(message.contacts.first?.displayName == #"Quoted string """#)
        #expect(message.contacts.first?.parameter("newparam") == "newvalue")
        #expect(message.contacts.first?.parameter("q") == "0.33")
        #expect(message.routes.first?.uri.isLooseRouting == true)
        #expect(message.requestURI.parameter("unknownparam")?.isEmpty == true)
        #expect(message.body.count == 150)
    }

    @Test func wideRangeOfCharacters() throws {
        let message = try TortureFile.message("intmeth")
        #expect(message.method == .other)
        #expect(message.methodName == "!interesting-Method0123456789_*+`.%indeed'~")
        #expect(message.callID == #"intmeth.word%ZK-!.*_+'@word`~)(><:\/"][?}{"#)
        #expect(message.to.displayName == "BEL:\u{7} NUL:\u{0} DEL:\u{7f}")
        #expect(message.from.displayName == "token1~` token2'+_ token3*%!.-")
        #expect(message.from.parameter("fromparam''~+*_!.-%") == "работающий")
        #expect(message.fromTag == "_token~1'+`*%!-.")
        #expect(message.requestURI.host == "example.com")
        #expect(message.requestURI.user == "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*")
        #expect(message.requestURI.password == "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)")
    }

    @Test func escapesAreReadOnce() throws {
        let message = try TortureFile.message("esc01")
        #expect(message.requestURI.user == "sips:user@example.com")
        #expect(message.requestURI.host == "example.net")
        #expect(message.to.uri.user == "user")
        #expect(message.from.uri.user == "I have spaces")
        let contact = try #require(message.contacts.first)
        #expect(contact.uri.user == "caller")
        #expect(contact.uri.isLooseRouting)
        #expect(contact.uri.parameter("name") == "value%41")
    }

    @Test func escapedNullShortensNothing() throws {
        let users = try TortureFile.message("escnull").contacts.map(\.uri.user)
        #expect(users == ["\u{0}", "\u{0}\u{0}"])
        #expect(try TortureFile.message("escnull").to.uri.user == "null-\u{0}-null")
    }

    @Test func percentIsNoEscapeElsewhere() throws {
        let message = try TortureFile.message("esc02")
        #expect(message.methodName == "RE%47IST%45R")
        #expect(message.method == .other)
        #expect(message.from.displayName == "%Z%45")
        #expect(message.contacts.count == 2)
    }

    @Test func longValues() throws {
        let message = try TortureFile.message("longreq")
        #expect(message.vias.count == 34)
        #expect(message.topVia?.transport == .tcp)
        #expect(message.topVia?.branch == nil)
        let answer = Message.response(to: message, status: 200, toTag: "x")
        #expect(answer.headers("Via") == message.headers("Via"))
        #expect(answer.callID == message.callID)
    }

    @Test func datagramEndsAtContentLength() throws {
        let message = try TortureFile.message("dblreq")
        #expect(message.method == .register)
        #expect(message.body.isEmpty)
        #expect(message.bytes.count < 750)
    }

    @Test func semicolonsOfUserPart() throws {
        let uri = try TortureFile.message("semiuri").requestURI
        #expect(uri.user == "user;par=u@example.net")
        #expect(uri.parameters.isEmpty)
    }

    @Test func transports() throws {
        let names = try TortureFile.message("transports").vias.map(\.transportName)
        #expect(names == ["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"])
    }

    @Test func binaryBody() throws {
        let message = try TortureFile.message("mpart01")
        #expect(message.contentType?.name == "multipart/mixed")
        #expect(message.body.count == 553)
        #expect(message.body.contains(0))
    }

    @Test func reasonPhrases() throws {
        #expect(
            try TortureFile.message("unreason").reasonPhrase
                == "= 2**3 * 5**2 но сто девяносто девять - простое")
        let empty = try TortureFile.message("noreason")
        #expect(empty.statusCode == 100)
        #expect(empty.reasonPhrase.isEmpty)
    }

    @Test func parametersOutsideAndInsideOfBrackets() throws {
        let outside = try #require(try TortureFile.message("cparam01").contacts.first)
        #expect(outside.uri.parameters.isEmpty)
        #expect(outside.parameters == [Parameter("unknownparam")])
        let inside = try #require(try TortureFile.message("cparam02").contacts.first)
        #expect(inside.uri.parameters == [Parameter("unknownparam")])
        #expect(inside.parameters.isEmpty)
        let escaped = try #require(try TortureFile.message("regescrt").contacts.first)
        #expect(escaped.uri.headers == "Route=%3Csip:sip.example.com%3E")
        #expect(escaped.description.contains("?Route=%3Csip:sip.example.com%3E>"))
        #expect(try TortureFile.message("regescrt").routes.isEmpty)
    }

    @Test func bareCookieIsPresentAndNoMore() throws {
        #expect(try TortureFile.message("badbranch").topVia?.branch == "z9hG4bK")
    }

    @Test func zeroMaxForwards() throws {
        #expect(try TortureFile.message("zeromf").maxForwards == 0)
    }

    @Test func twoViasInResponse() throws {
        #expect(try TortureFile.message("bcast").vias.count == 2)
    }

    @Test func earlierProtocol() throws {
        let message = try TortureFile.message("inv2543")
        #expect(message.topVia?.branch == nil)
        #expect(message.fromTag == nil)
        #expect(!message.body.isEmpty)
    }

    @Test func extensionsNotSupported() throws {
        let problem = try #require(RequestValidity.problem(of: try TortureFile.message("bext01")))
        #expect(problem.headers == [.unsupported(["nothingSupportsThis", "nothingSupportsThisEither"])])
    }

    @Test func addressesOfVersion6() throws {
        #expect(try TortureFile.message("ipv6-good").requestURI.host == "2001:db8::10")
        let ambiguous = try TortureFile.message("port-ambiguous").requestURI
        #expect(ambiguous.host == "2001:db8::10:5070" && ambiguous.port == nil)
        let unambiguous = try TortureFile.message("port-unambiguous").requestURI
        #expect(unambiguous.host == "2001:db8::10" && unambiguous.port == 5070)
        for name in ["via-received-param-with-delim", "via-received-param-no-delim"] {
            #expect(try TortureFile.message(name).topVia?.received == "2001:db8::9:255")
        }
        for name in ["ipv6-bug-abnf-3-colons", "ipv6-correct-abnf-2-colons"] {
            #expect(try TortureFile.message(name).requestURI.host == "2001:db8::192.0.2.1")
            #expect(try TortureFile.message(name).to.uri.host == "2001:db8::192.0.2.1")
        }
        let mapped = try #require(try TortureFile.message("ipv4-mapped-ipv6").topVia)
        #expect(mapped.host == "::ffff:192.0.2.10" && mapped.port == 19_823)
        let vias = try TortureFile.message("mult-ip-in-header").vias
        #expect(vias.map(\.host) == ["2001:db8::9:1", "192.0.2.1", "2001:db8::9:255"])
        #expect(vias.map(\.port) == [6050, nil, nil])
        #expect(vias.last?.received == "192.0.2.200")
    }
}
