@A20
Feature: A call by braille alone
  No sound is needed.

  Background:
    Given a deafblind agent
    And a computer without sound
    And a braille line of 40 cells

  @A19 @A20
  Scenario: The state first
    When Dupont calls
    Then the braille line begins with "Incoming Dupont"
    And the terminal bell rings

  @A20
  Scenario: Writing and reading
    Given a call in progress with Dupont
    When Dupont types "hello"
    Then the braille line shows "hello"
    When I press "e"
    And I type "yes"
    And I press Enter
    Then the text "yes" reaches Dupont

  @A20
  Scenario: The routing key
    When Dupont calls
    And I press cell 1 of the braille line
    Then the cursor is on "Incoming Dupont"

  @A20
  Scenario: A missed call stays readable
    When Dupont calls
    And Dupont gives up
    And I wait 30 s
    Then the screen shows "Missed"

  @A20
  Scenario: Hanging up
    Given a call in progress with Dupont
    When I press F12
    Then Dupont receives a BYE within 1 s
    And the call with Dupont has ended
