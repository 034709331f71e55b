@A2
Feature: The headset
  Losing it does not lose the call.

  Background:
    Given a blind agent

  @A2 @voice
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

  @EN-6.1 @G8
  Scenario: A wide sound
    Given a call in progress with Dupont
    When Dupont speaks for 3 s
    Then the codec is "opus"
    And RTP packets leave
    And RTP packets arrive
    And I hear the voice of Dupont

  @EN-6.1
  Scenario: The wide sound of G.722
    Given the setting "audio.codecs" is "g722"
    And a call in progress with Dupont
    When Dupont speaks for 3 s
    Then the codec is "g722"
    And I hear the voice of Dupont
