import Media
import SIP
import Testing

@testable import CallEngine

/// Comfort noise (RFC 3389) is asked for where pauses are not to be sent, and sent to who takes it.
@Suite struct ComfortNoiseTests {
    private static func settings(isDiscontinuous: Bool) -> EngineSettings {
        var settings = Bench.settings(codecs: [.pcma])
        settings.isDiscontinuous = isDiscontinuous
        return settings
    }

    private static func answer(_ formats: String) -> String {
        """
        v=0
        o=- 1 1 IN IP4 192.0.2.9
        s=-
        c=IN IP4 192.0.2.9
        t=0 0
        m=audio 7000 RTP/AVP \(formats)

        """
    }

    @Test(arguments: [false, true]) func itIsOfferedWherePausesAreNotSent(isDiscontinuous: Bool) throws {
        let (_, invite) = try OutgoingCallTests.dialling(Self.settings(isDiscontinuous: isDiscontinuous))
        #expect(try SessionDescription(parsing: invite.body).media[0].formatNames.contains("13") == isDiscontinuous)
    }

    @Test(arguments: ["8", "8 13"]) func itIsSentToWhoTakesIt(formats: String) throws {
        var (bench, invite) = try OutgoingCallTests.dialling(Self.settings(isDiscontinuous: true))
        bench.receive(Peer.answer(invite, 200, body: Self.answer(formats)))
        #expect(bench.plans.last?.takesComfortNoise == formats.contains("13"))
        #expect(bench.plans.last?.sending.codec == .pcma)
    }

    /// Opus tells its own pauses.
    @Test func itIsNotOfferedForOpusAlone() throws {
        var settings = Bench.settings(codecs: [.opus])
        settings.isDiscontinuous = true
        let (_, invite) = try OutgoingCallTests.dialling(settings)
        #expect(try !SessionDescription(parsing: invite.body).media[0].formatNames.contains("13"))
    }
}
