@A2
Feature: The headset
  Losing it does not lose the call.

  Background:
    Given a blind agent

  @A2 @A27 @voice
  Scenario: The headset unplugged
    Given a call in progress with Dupont
    When my headset is unplugged
    Then the screen shows "Headset lost"
    And the terminal bell rings
    And the call with Dupont is answered
    When my headset is plugged in again
    Then I hear "Headset back"
    When Dupont speaks for 3 s
    Then I hear the voice of Dupont

  @A2 @EN-5.1.3.9 @voice
  Scenario: The voice's device unplugged while it speaks
    Given the voice has its own device
    And the setting "voice.rate" is "150"
    When I ask where I am
    Then I hear nothing for 2 s
    When Dupont calls
    And I wait 600 ms
    And the voice's device is unplugged
    Then I hear "Voice in the headset"
    # What was cut is said again, and the call rings where it is heard.
    And I hear "Dupont"
    And I hear the ringing
    When the voice's device is plugged in again
    Then the screen shows "Voice on its device"
    And I no longer hear the ringing

  @EN-6.1 @G8
  Scenario: A wide sound
    Given a call in progress with Dupont
    When Dupont speaks for 3 s
    Then the codec is "opus"
    And RTP packets leave
    And RTP packets arrive
    And I hear the voice of Dupont

  @EN-6.1 @EN41-6.1.3 @G8
  Scenario Outline: A tone of <pitch> Hz passes both ways
    Given my microphone hears a tone of <pitch> Hz
    And a call in progress with Dupont
    When Dupont plays a tone of <pitch> Hz
    Then I hear a tone of <pitch> Hz weakened by 3 dB at most
    And Dupont hears a tone of <pitch> Hz weakened by 3 dB at most

    Examples:
      | pitch |
      | 7000  |
      | 250   |
      | 100   |

  @EN-6.1
  Scenario: The wide sound of G.722
    Given the setting "audio.codecs" is "g722"
    And my microphone hears a tone of 7000 Hz
    And a call in progress with Dupont
    When Dupont speaks for 3 s
    Then the codec is "g722"
    And I hear the voice of Dupont
    When Dupont plays a tone of 7000 Hz
    Then I hear a tone of 7000 Hz weakened by 3 dB at most
    And Dupont hears a tone of 7000 Hz weakened by 3 dB at most
