import Configuration
import Scenarios
import Testing

@testable import Audit

@Suite struct LaunchTests {
    private func steps(_ text: String) -> [Step] {
        let script = Script(reading: Array("# language: fr\nFonctionnalité: F\n  Scénario: S\n\(text)".utf8))
        #expect(script.problems.isEmpty, "\(script.problems)")
        return script.scenarios.first?.steps.map(\.step) ?? []
    }

    @Test func whatPreparesTheStartHoldsWhateverItsOrder() {
        let launch = Launch(
            steps(
                """
                Étant donné un appel en cours avec Dupont
                Et un agent malvoyant
                Et un terminal de 40x12
                Quand j'appuie sur F3
                Étant donné que le programme est en anglais
                """), language: .french)
        #expect(launch.presetName == "low_vision")
        #expect(launch.columns == 40 && launch.rows == 12)
        #expect(launch.language == .french)
    }

    @Test func themesHaveATerminalThatShowsThem() {
        #expect(Launch(steps("Étant donné un agent aveugle"), language: .french).terminalType == "linux")
        #expect(Launch(steps("Étant donné un agent malvoyant"), language: .french).terminalType == "xterm-256color")
        let themed = Launch(steps("Étant donné le thème « contrast-light »"), language: .french)
        #expect(themed.terminalType == "xterm-256color")
    }

    @Test func whoSeesLittleHasATheme() {
        #expect(Launch(steps("Étant donnée une agente malvoyante"), language: .french).wantsTheme)
        #expect(Launch(steps("Étant donné le thème « contrast-light »"), language: .french).wantsTheme)
        let own = "Étant donnée une agente malvoyante\nEt le réglage « interface.theme » à « terminal »"
        #expect(!Launch(steps(own), language: .french).wantsTheme)
        #expect(!Launch(steps("Étant donné un agent aveugle"), language: .french).wantsTheme)
        let plain = "Étant donnée une agente malvoyante\nEt un terminal sans couleur"
        #expect(!Launch(steps(plain), language: .french).wantsTheme)
    }

    @Test func aMicrophoneIsATone() {
        let launch = Launch(steps("Étant donné que mon micro capte un son de 7000 Hz"), language: .french)
        #expect(launch.microphoneDevice(file: "/f") == "tone:7000")
    }

    @Test func aMicrophoneSpeaksWhereSomebodyListens() {
        let heard = Launch(steps("Étant donné un appel en cours avec Dupont\nAlors Dupont m'entend"), language: .french)
        #expect(heard.microphone == .voice)
        let silent = Launch(
            steps("Étant donné un appel en cours avec Dupont\nAlors l'appel est pris"), language: .french)
        #expect(silent.microphone == nil)
        #expect(silent.microphoneDevice(file: "/f") == "silence:")
        let said = Launch(steps("Étant donné que mon micro capte le silence\nAlors Dupont m'entend"), language: .french)
        #expect(said.microphoneDevice(file: "/f") == "wav:/f")
    }
}
