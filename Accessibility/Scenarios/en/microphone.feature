@A8
Feature: The microphone, beyond doubt
  What the program says of the microphone is what is sent.

  Background:
    Given a blind agent
    And my microphone hears a voice
    And a call in progress with Dupont

  @A8
  Scenario: Muting
    When I press F9
    Then I hear "Muted" within 400 ms
    And my microphone is muted
    And the sent sound is silent for 2 s

  @A8
  Scenario: Opening the microphone
    When I press F9
    And I wait 1 s
    And I press F9 again
    Then I hear "Open"
    And Dupont hears me

  @A9
  Scenario: Speaking while muted
    When I press F9
    Then I hear the earcon "Unheard"
    And Dupont hears nothing

  @A3
  Scenario: Nothing of the voice is sent
    Given my microphone hears silence
    When I press F3
    Then nothing that the program says is sent to the peer

  @A1
  Scenario: An ear for each
    When Dupont speaks for 5 s
    Then I hear the voice of Dupont in the right ear
    And the left ear is silent
