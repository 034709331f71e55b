@A8
Feature: The microphone, beyond doubt
  What the program says of the microphone is what is sent.

  Background:
    Given a blind agent

  @A8 @EN-5.6.1 @EN-5.6.2 @EN-11.5.2.16 @fast
  Scenario: Muting
    Given my microphone hears a voice
    And a call in progress with Dupont
    When I mute the microphone
    Then I hear "Microphone muted" within 400 ms
    And I hear the earcon "microphone muted"
    And the screen shows "Microphone muted"
    And my microphone is muted
    And the sent sound is silent for 2 s

  @A8 @EN-5.6.1
  Scenario: Opening the microphone
    Given my microphone hears a voice
    And a call in progress with Dupont
    When I mute the microphone
    Then I hear "Microphone muted"
    When I open the microphone
    Then I hear "Microphone open" within 400 ms
    And I hear the earcon "microphone open"
    And my microphone is open
    And Dupont hears me

  @A8 @EN-5.6.1
  Scenario: Asking whether the microphone is open
    Given my microphone hears a voice
    And a call in progress with Dupont
    # Asking changes nothing.
    When I ask where I am
    Then I hear something containing "microphone open"
    And my microphone is open
    When I mute the microphone
    # This word would cut the answer.
    Then I hear "You are muted"
    When I ask where I am
    Then I hear something containing "microphone muted"
    And my microphone is muted

  @A9 @voice
  Scenario: Speaking while muted
    Given my microphone hears a voice
    And a call in progress with Dupont
    When I mute the microphone
    Then I hear "You are muted"
    And I hear the earcon "Unheard"
    And Dupont hears nothing

  @A9
  Scenario: A microphone without sound
    Given my microphone hears silence
    And a call in progress with Dupont
    When I wait 7 s
    Then I hear "No sound from mic"
    And the screen shows "No sound from mic"

  @A3 @G6 @EN-5.1.3.9 @fast
  Scenario: Nothing of the voice is sent
    Given my microphone hears silence
    And a call in progress with Dupont
    When I ask where I am
    Then I hear something containing "Dupont"
    And nothing that the program says is sent to the peer

  @voice @A14
  Scenario: A safety word that was cut is said again
    # In silence: a voice would have "You are muted" said in its place.
    Given my microphone hears silence
    And a call in progress with Dupont
    When I press F9
    And I press Down
    Then I hear "Microphone muted"
    And "Microphone muted" is heard whole

  @EN-5.7 @A22
  Scenario: A held key acts once
    Given my microphone hears a voice
    And a call in progress with Dupont
    When I hold F9 for 1 s
    Then my microphone is muted
    And I never hear "Microphone open"
