@A5
Feature: Receiving a call
  The name first, soon, and one key for each act.

  Background:
    Given a blind agent
    And I am online

  @A5
  Scenario: The caller's name
    When Dupont calls
    Then I hear "Dupont" within 400 ms
    And the cursor is on "Incoming Dupont"
    And I am on the page "Incoming call"

  @A5 @A18
  Scenario: A withheld number
    When Dupont calls me with a withheld number
    Then I hear "Withheld"
    And I never hear "Dupont"

  @A7 @EN-5.9
  Scenario Outline: Answering by <key>
    When Dupont calls
    And I press <key>
    Then the call from Dupont is answered
    And I hear the earcon "Connected"
    And I hear the voice of Dupont

    Examples:
      | key |
      | F4  |
      | a   |

  @A7
  Scenario: Rejecting
    When Dupont calls
    And I press F5
    Then the program answers 486
    And the cursor returns to its place

  @A22
  Scenario: A key struck twice
    When Dupont calls
    And I press F4 two times 200 ms apart
    Then the call from Dupont is answered
    And the program sends no BYE

  @A6
  Scenario: Who is calling
    When Dupont calls me from "0476001122"
    And I press F2
    Then I hear "Dupont" again
    When I press F2
    Then I hear something containing "04"

  @A5
  Scenario: The caller gives up
    When Dupont calls
    And Dupont gives up
    Then I hear "Missed"
    And I no longer hear the ringing
    And the history contains a missed call from Dupont
