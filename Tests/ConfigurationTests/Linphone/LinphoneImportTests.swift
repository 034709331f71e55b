import Testing

@testable import Configuration

@Suite("Linphone's settings as ours")
struct LinphoneImportTests {
    private static let file = """
        [sip]
        sip_port=5070
        media_encryption=srtp
        media_encryption_mandatory=1
        verify_server_certs=0
        [proxy_0]
        reg_proxy=<sip:sip.example.org;transport=tls>
        reg_route=<sip:edge.example.org;transport=tls;lr>
        reg_identity="Accueil" <sip:alice@example.org>
        reg_expires=30
        reg_sendregister=1
        [auth_info_0]
        username=alice
        userid=alice-id
        ha1=939e7578ed9e3c518a452acee763bce9
        realm=example.org
        domain=example.org
        [audio_codec_0]
        mime=opus
        rate=48000
        enabled=1
        [audio_codec_1]
        mime=speex
        rate=8000
        enabled=1
        [audio_codec_2]
        mime=PCMA
        rate=8000
        enabled=1
        [audio_codec_3]
        mime=PCMU
        rate=8000
        enabled=0
        [sound]
        echocancellation=1
        playback_dev_id=ALSA: HDA Intel
        [ldap_0]
        server=ldap://ldap.example.org
        """

    @Test func whatWeHaveIsTakenAndTheRestIsTold() throws {
        let imported = LinphoneImport(try #require(LinphoneSections(file: Self.file)))
        #expect(
            imported.text.contains(
                """
                [[account]]
                address = "sip:alice@example.org"
                name = "Accueil"
                ha1 = "939e7578ed9e3c518a452acee763bce9"
                auth_user = "alice-id"
                registrar = "sip:sip.example.org;transport=tls"
                outbound_proxy = "sip:edge.example.org;transport=tls"
                expires = 60
                realms = ["example.org"]
                encryption = "required"
                """), "\(imported.text)")
        #expect(imported.text.contains("codecs = [\"opus\", \"pcma\"]"))
        #expect(imported.text.contains("port = 5070") && imported.text.contains("echo_control = true"))
        let left = imported.report.filter { !$0.isTaken }.map(\.entry)
        #expect(
            left == [
                "sip/verify_server_certs", "audio_codec_1/mime", "audio_codec_1/rate", "audio_codec_1/enabled",
                "sound/playback_dev_id", "ldap_0/server",
            ])
        #expect(imported.report.count == Self.file.split(separator: "\n").filter { $0.contains("=") }.count)
    }

    @Test func noWordOfTheReportIsAValue() throws {
        let imported = LinphoneImport(try #require(LinphoneSections(file: Self.file)))
        let words = imported.report.map { $0.words.french + $0.words.english + $0.entry }.joined()
        #expect(!words.contains("939e7578") && !words.contains("alice-id"))
    }

    @Test func valuesThatCannotBeAreTold() throws {
        let text = "[proxy_0]\nreg_identity=sip:alice@example.org\nreg_proxy=sip:x y\n[sip]\nsip_port=99999999"
        let imported = LinphoneImport(try #require(LinphoneSections(file: text)))
        #expect(imported.report.filter { !$0.isTaken }.map(\.entry) == ["proxy_0/reg_proxy", "sip/sip_port"])
    }

    @Test(arguments: ["", "key=value", "[open\nx=y", "<config/>"])
    func otherTextsAreNone(_ text: String) { #expect(LinphoneSections(file: text) == nil) }
}
