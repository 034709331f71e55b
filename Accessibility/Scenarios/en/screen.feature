@A28
Feature: A quiet screen
  Nothing moves without a cause, and nothing rests on colour alone.

  Background:
    Given a low-vision agent
    And a terminal of 40x12

  @A28 @EN-4.2.2 @EN-4.2.3 @EN-11.1.4.1 @EN-11.1.4.4 @EN-11.1.4.10 @fast
  Scenario: Without colour, and small
    When Dupont calls me from "0476001122"
    Then the screen shows "Incoming Dupont"
    And the screen reads without colour
    And no text is truncated

  @A28 @EN-11.1.4.3 @EN-11.1.4.11 @fast
  Scenario Outline: The theme <theme>
    Given the theme "<theme>"
    When Dupont calls
    Then the screen shows "Incoming Dupont"
    And the contrast is at least 7

    Examples:
      | theme           |
      | contrast-dark   |
      | contrast-light  |
      | yellow-on-black |

  @A28 @EN-4.2.2 @EN-11.1.4.4
  Scenario: The large display
    Given the setting "interface.large" is "true"
    And a terminal of 20x6
    When Dupont calls
    Then the screen shows "Incoming Dupont"
    And no text is truncated
    And the cursor is on "Incoming Dupont"
    And the contrast is at least 7

  @A28 @EN-11.7 @EN-11.1.4.1
  Scenario: No colour where the agent wants none
    Given a terminal without colour
    And the theme "yellow-on-black"
    When Dupont calls
    Then the screen shows "Incoming Dupont"
    And the screen reads without colour

  @EN-11.7 @EN-11.6.2 @EN41-5.5 @fast
  Scenario: The terminal stays the agent's own
    When Dupont calls
    Then the screen shows "Incoming Dupont"
    And the cursor is on "Incoming Dupont"
    And the terminal is left as it is

  @A10 @G3 @R4 @EN-11.2.2.2 @EN-11.2.3.1 @EN-4.2.9 @fast
  Scenario: During a call nothing changes
    Given my microphone hears a voice
    And a call in progress with Dupont
    Then the terminal receives no bytes for 5 s

  @R1 @R2 @G2 @EN-11.2.4.3 @EN-11.2.4.7 @EN41-11.2.4.11 @EN-11.5.2.10 @EN-11.5.2.13 @EN-11.5.2.14 @fast
  Scenario: The cursor is on the chosen line
    Given the theme "terminal"
    Then the cursor is on "Dial, d"
    When I press Down
    Then the cursor is on "Go to the call, v"
    And only the cursor moves
    When I press End
    Then the cursor is on "Quit, F11 q"
    When I press Home
    Then the cursor is on "Dial, d"
    And the cursor is at line 3 column 1

  @R7 @R8 @R3 @EN-11.4.1.3 @EN-11.5.2.15 @EN-11.3.2.1
  Scenario: News moves nothing
    When I open the page "Contacts"
    And Martin sends me the message "call me back"
    Then the screen shows "Message from Martin"
    And the cursor does not move
    And nothing moves above the cursor

  @R6 @R8 @G9 @EN-11.1.1.1 @EN-11.4.1.3 @EN-11.5.2.15
  Scenario: The states of a call change no line
    Given a call in progress with Dupont
    When I put the call on hold
    Then the screen shows "Dupont on hold"
    And the cursor is on "Call Dupont"
    And the cursor does not move
    And nothing moves above the cursor
    When Dupont hangs up
    Then the screen shows "Dupont has gone"

  @R5 @EN-11.1.1.1
  Scenario: Neither frame nor ornament
    When Dupont calls
    Then the screen shows "Incoming Dupont"
    And the screen does not show "│"
    And the screen does not show "─"
    And the screen does not show "*"

  @R6 @EN-11.4.1.2 @EN-11.2.4.6 @EN-11.5.2.5 @EN-11.5.2.7 @EN-11.5.2.8 @EN-11.5.2.9 @EN-11.3.3.2 @EN-11.1.3.1 @EN-11.1.3.2
  Scenario: The label before the value
    Given a terminal of 80x25
    When I open the page "Sound"
    Then I am on the page "Sound"
    And the screen shows "Sharing of the two ears:"
    When I press Down 6 times
    Then the cursor is on "Sharing of the two ears:"
    And I hear something containing "Sharing of the two ears:"
    When I open the page "Dial"
    Then the cursor is on "Number:"
    And I hear something containing "Number:"

  @EN-6.2.2.4 @EN-4.2.5
  Scenario: Seeing that the other speaks
    Given the setting "interface.sound_activity" is "true"
    And a call in progress with Dupont
    Then the screen does not show "*"
    When Dupont speaks for 3 s
    Then the screen shows "*" within 1 s
    And the cursor does not move
    When Dupont falls silent
    Then the screen no longer shows "*"
