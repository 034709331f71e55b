@A5
Feature: Receiving a call
  The name first, soon, and one key for each act.

  Background:
    Given a blind agent

  @A5 @G9 @EN-6.3 @EN-5.1.3.2 @EN-11.4.1.3 @voice @fast
  Scenario: The caller's name
    When Dupont calls
    Then I hear "Dupont, line Reception" within 400 ms
    And "Dupont, line Reception" is heard whole
    And the cursor is on "Incoming Dupont"
    And I am on the page "Incoming call"

  @A5 @A18 @EN-6.3 @voice
  Scenario: A withheld number
    When Dupont calls me with a withheld number
    Then I hear "Withheld, line Reception"
    And the cursor is on "Incoming Withheld"
    And I never hear "Dupont"

  @A7 @EN-5.9 @EN-4.2.7 @EN41-5.5 @EN41-6.2.1.3 @keys @fast
  Scenario Outline: Answering by <key>
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When I press <key>
    Then the call from Dupont is answered
    And I hear the earcon "Connected"
    And I hear the voice of Dupont

    Examples:
      | key |
      | F4  |
      | a   |

  @A7 @A21 @EN-5.9 @EN-11.2.4.3 @voice
  Scenario: Rejecting
    When I press Down 2 times
    Then the cursor is on "Contacts"
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When I reject the call
    Then the program answers 603
    And I hear "Dupont rejected"
    And the cursor returns to its place

  @EN-5.1.3.10 @voice @fast
  Scenario: The ring is silent under the voice
    # In the same ear a ring would cover the name.
    Given the setting "audio.ears" is "both"
    And the setting "voice.volume" is "50"
    When Dupont calls
    Then I hear "Dupont, line Reception"
    And "Dupont, line Reception" is heard whole

  @EN-11.1.4.2 @keys @fast
  Scenario: Silencing the ring
    When Dupont calls
    Then I hear the ringing
    When I press "s"
    Then I no longer hear the ringing
    And the call from Dupont is ringing

  @A22 @keys
  Scenario: Hanging up never rejects
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When I press F12
    Then I hear "It rings: F4 answers, F5 rejects"
    And the call from Dupont is ringing

  @A22 @keys
  Scenario: The first press says who it is
    # A key pressed as a call comes in must not hit the wrong one.
    When Dupont calls
    And I press F4
    Then I hear something containing "Dupont"
    And the call from Dupont is ringing
    When I wait 1 s
    And I press F4
    Then the call from Dupont is answered

  @A22 @EN-5.7 @EN-5.8
  Scenario: A key that bounces
    # Struck twice, it would mute the microphone and open it again.
    Given my microphone hears a voice
    And a call in progress with Dupont
    When I press F9 two times 100 ms apart
    Then my microphone is muted

  @A22 @EN-5.8
  Scenario: Hanging up twice with one finger
    Given a call in progress with Dupont
    When Martin calls
    Then I hear something containing "Martin"
    When I press F4
    Then I hear "Martin, Dupont waits"
    When I press F12 two times 100 ms apart
    Then the call with Martin has ended
    And the call with Dupont is on hold

  @A6 @A18 @EN-6.3 @keys @fast
  Scenario: Who is calling
    When Dupont calls me from "0476001122"
    Then I hear "Dupont, line Reception"
    When I ask who calls
    Then I hear "Dupont"
    When I ask who calls
    Then I hear "04, 76, 00, 11, 22"
    When I ask who calls
    Then I hear "zero, four, seven, six, zero, zero, one, one, two, two, unverified"

  @A6 @A18
  Scenario: Spelling the name
    Given the setting "voice.alphabet" is "international"
    And the setting "voice.level" is "1"
    When Dupont calls me from "0476001122"
    Then I hear "Dupont"
    When I press F2 4 times 600 ms apart
    Then I hear "Delta, Uniform, Papa, Oscar, November, Tango"

  @A5 @A14 @voice
  Scenario: The name that was cut is said again
    Given the setting "voice.rate" is "150"
    When Dupont calls
    And I wait 500 ms
    And I press Down
    Then I hear "Dupont"

  @A5 @A30 @voice
  Scenario: The name of a call that is over
    # What is out of date is not said again.
    Given the setting "voice.rate" is "150"
    When Dupont calls
    And I wait 500 ms
    And I press Right
    And Dupont gives up
    Then I hear "Missed, Dupont"
    And I hear at most 2 words

  @A5 @EN-5.4 @EN-6.3 @voice
  Scenario: The caller gives up
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When Dupont gives up
    Then I hear "Missed, Dupont"
    And I no longer hear the ringing
    And the cursor returns to its place
    And the history contains a missed call from Dupont
    And the history shows "Missed Dupont"

  @A14 @voice
  Scenario: A second call
    Given a call in progress with Dupont
    When Martin calls
    Then I hear something containing "Martin"
    And I do not hear the ringing
    And the call with Dupont is answered
    When I answer
    Then I hear "Martin, Dupont waits"
    And the call with Dupont is on hold
    When I swap calls
    Then I hear "Martin on hold" then "Dupont resumed"

  @A7 @G9 @EN-11.4.1.3
  Scenario: The peer hangs up
    Given a call in progress with Dupont
    When Dupont hangs up
    Then I hear "Dupont has gone"
    And the screen shows "Dupont has gone"
    And I am on the page "Home"

  @A7 @G9 @EN-5.9 @EN-11.4.1.3 @fast
  Scenario: Holding, resuming, hanging up
    Given a call in progress with Dupont
    When I put the call on hold
    Then I hear "Dupont on hold"
    And the screen shows "Dupont on hold"
    And the call with Dupont is on hold
    When I resume the call
    Then I hear "Dupont resumed"
    When I hang up
    Then Dupont receives a BYE within 1 s
    And I hear "Call closed"

  @A7 @EN-5.9
  Scenario: The peer makes the agent wait
    Given a call in progress with Dupont
    When Dupont puts me on hold
    Then I hear "Dupont asks you to wait"
    When Dupont resumes the call
    Then I hear "Dupont is back"

  @A7 @keys
  Scenario Outline: Answering from the page <page>
    When I open the page "<page>"
    And Dupont calls
    Then I hear "Dupont, line Reception"
    When I answer
    Then the call from Dupont is answered
    When I hang up
    Then I am on the page "<page>"

    Examples:
      | page     |
      | Settings |
      | Notes    |
