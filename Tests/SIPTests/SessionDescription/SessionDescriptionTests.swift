import SIP
import Testing

@Suite struct SessionDescriptionTests {
    static let full = """
        v=0
        o=- 3890000000 2 IN IP4 192.0.2.1
        s=call
        i=information
        c=IN IP4 192.0.2.1
        b=AS:64
        t=0 0
        a=tool:something 1.0
        a=sendonly
        m=audio 4000/1 RTP/AVP 96 9 8 0 97 101
        c=IN IP6 2001:db8::1
        a=rtpmap:96 opus/48000/2
        a=fmtp:96 useinbandfec=1; stereo=0
        a=rtpmap:97 telephone-event/48000
        a=rtpmap:101 telephone-event/8000
        a=fmtp:101 0-15
        a=ptime:20
        a=maxptime:60
        a=rtcp:4010 IN IP4 192.0.2.1
        a=recvonly
        a=unknown
        m=video 0 RTP/AVP 34
        m=application 9 UDP/DTLS/SCTP webrtc-datachannel

        """

    @Test func everyPartOfADescriptionIsRead() throws {
        let description = try SessionDescription(parsing: Self.full.utf8)
        #expect(description.origin.sessionID == 3_890_000_000 && description.origin.version == 2)
        #expect(description.media.map(\.kind) == ["audio", "video", "application"])
        let audio = description.media[0]
        #expect(description.host(of: audio) == "2001:db8::1")
        #expect(description.host(of: description.media[1]) == "192.0.2.1")
        #expect(audio.port == 4_000 && audio.rtcpPort == 4_010)
        #expect(audio.packetMilliseconds == 20 && audio.maximumPacketMilliseconds == 60)
        #expect(description.direction(of: audio) == .receiveOnly)
        #expect(description.direction(of: description.media[1]) == .sendOnly)
        #expect(
            audio.formats.map(\.encodingName)
                == ["opus", "G722", "PCMA", "PCMU", "telephone-event", "telephone-event"])
        #expect(audio.formats[0].channels == 2 && audio.formats[0].parameters == "useinbandfec=1; stereo=0")
        #expect(description.media[2].formatNames == ["webrtc-datachannel"] && description.media[2].formats.isEmpty)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var description = try SessionDescription(parsing: Self.full.utf8)
        description.media = [description.media[0], description.media[1].refused]
        let again = try SessionDescription(parsing: description.octets)
        #expect(again.media[0] == description.media[0])
        #expect(again.media[1].port == 0 && again.origin == description.origin)
    }

    @Test(arguments: [
        ("", SDPError.missing(line: "v")), ("o=- 1 1 IN IP4 192.0.2.1\r\n", .missing(line: "v")),
        ("v=1\r\n", .malformed(line: "v")), ("v=0\r\n", .missing(line: "o")),
        ("v=0\r\no=- 1 1\r\n", .malformed(line: "o")), ("v=0\r\nnonsense\r\n", .malformed(line: "n")),
        ("v=0\r\no=- 1 1 IN IP4 h\r\nm=audio 99999 RTP/AVP 0\r\n", .malformed(line: "m")),
        ("v=0\r\no=- 1 1 IN IP4 h\r\nm=audio -1 RTP/AVP 0\r\n", .malformed(line: "m")),
        ("v=0\r\no=- 1 1 IN IP4 h\r\nm=audio 4000\r\n", .malformed(line: "m")),
        ("v=0\r\no=- 1 1 IN IP4 h\r\nm=audio 4000 RTP/AVP 0\r\n", .missing(line: "c")),
        ("v=0\r\no=- 1 1 IN IP4 h\r\nc=IN IP4 233.1.2.3/127\r\n", .malformed(line: "c")),
        ("v=0\r\n\u{e9}1\r\n", .malformed(line: "?")),
    ])
    func whatIsNoDescriptionIsSaid(text: String, error: SDPError) {
        #expect(throws: error) { try SessionDescription(parsing: text.utf8) }
    }

    @Test func theLimitsHold() {
        let head = "v=0\r\no=- 1 1 IN IP4 h\r\nc=IN IP4 192.0.2.1\r\n"
        let manyMedia = head + String(repeating: "m=audio 4000 RTP/AVP 0\r\n", count: 33)
        let manyFormats = head + "m=audio 4000 RTP/AVP" + String(repeating: " 0", count: 129) + "\r\n"
        let manyLines = head + String(repeating: "a=x\r\n", count: 1_024)
        let long = head + "a=" + String(repeating: "x", count: SessionDescriptionLimits.octets)
        for text in [manyMedia, manyFormats, manyLines, long] {
            #expect(throws: SDPError.limit) { try SessionDescription(parsing: text.utf8) }
        }
    }

    @Test func absurdNumbersAreHarmless() throws {
        let text = """
            v=0
            o=- 99999999999999999999999 1 IN IP4 h
            c=IN IP4 192.0.2.1
            m=audio 65535 RTP/AVP 0 300 x
            a=ptime:99999999999999999999
            a=maxptime:-4
            a=rtcp:70000
            a=rtpmap:0 PCMU/0
            a=rtpmap:999 x/8000
            a=rtpmap:
            a=fmtp:
            a=
            """
        let audio = try SessionDescription(parsing: text.utf8).media[0]
        #expect(audio.packetMilliseconds == nil && audio.maximumPacketMilliseconds == nil && audio.rtcpPort == nil)
        #expect(audio.formats.map(\.encodingName) == ["PCMU"])
    }

    @Test func aValueBringsNoLineOfItsOwn() {
        let origin = SessionDescription.Origin(user: "a\r\nm=x", sessionID: 1, version: 1, host: "h\r\n")
        let text = String(
            decoding: SessionDescription(origin: origin, connectionHost: nil, media: []).octets, as: UTF8.self)
        #expect(!text.contains("\nm="))
    }

    @Test func randomDamageNeverTraps() throws {
        var randomness = Randomness(seed: [7])
        for _ in 0..<5_000 {
            var octets = Array(Self.full.utf8)
            for _ in 0..<6 {
                octets[Int.random(in: 0..<octets.count, using: &randomness)] = .random(in: 0...255, using: &randomness)
            }
            if let description = try? SessionDescription(parsing: octets) {
                #expect(description.media.count <= SessionDescriptionLimits.media)
            }
        }
    }
}
