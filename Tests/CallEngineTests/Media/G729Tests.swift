import Media
import SIP
import Testing

@testable import CallEngine

/// G.729 by the settings' choice alone, without annex B (RFC 7261).
@Suite struct G729Tests {
    private static let answer = """
        v=0
        o=- 1 1 IN IP4 192.0.2.9
        s=-
        c=IN IP4 192.0.2.9
        t=0 0
        m=audio 7000 RTP/AVP 18
        a=fmtp:18 annexb=yes

        """

    @Test func itIsNotOfferedUnasked() throws {
        let (_, invite) = try OutgoingCallTests.dialling()
        #expect(try !SessionDescription(parsing: invite.body).media[0].formatNames.contains("18"))
    }

    @Test func itIsOfferedWithoutAnnexBAndAgreed() throws {
        var (bench, invite) = try OutgoingCallTests.dialling(Bench.settings(codecs: [.g729, .pcma]))
        let medium = try SessionDescription(parsing: invite.body).media[0]
        #expect(Array(medium.formatNames.prefix(2)) == ["18", "8"])
        #expect(medium.formats.first?.encodingName == "G729" && medium.formats.first?.parameters == "annexb=no")
        bench.receive(Peer.answer(invite, 200, body: Self.answer))
        #expect(bench.plans.last?.sending.codec == .g729 && bench.plans.last?.sending.payloadType == 18)
        #expect(bench.core.calls.first?.codec == .g729)
    }

    @Test(arguments: [false, true]) func pausesAreAsTheSettingsSay(isDiscontinuous: Bool) throws {
        var settings = Bench.settings()
        settings.isDiscontinuous = isDiscontinuous
        let (bench, _) = try OutgoingCallTests.talking(settings)
        #expect(bench.plans.last?.isDiscontinuous == isDiscontinuous)
    }
}
