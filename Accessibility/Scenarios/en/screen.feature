@A28
Feature: A quiet screen
  Nothing moves without a cause, and nothing rests on colour alone.

  Background:
    Given a low-vision agent
    And a terminal of 40x12

  @A28
  Scenario: Without colour
    Given I am online
    When Dupont calls
    Then the screen reads without colour
    And no text is truncated

  @A28 @EN-11.1.4.3
  Scenario Outline: The theme <theme>
    Given the theme "<theme>"
    When Dupont calls
    Then the contrast is at least 7

    Examples:
      | theme           |
      | contrast-dark   |
      | contrast-light  |
      | yellow-on-black |

  @A10
  Scenario: During a call nothing changes
    Given a call in progress with Dupont
    When I press nothing for 5 s
    Then nothing changes on the screen
    And the terminal receives no bytes for 5 s

  @A21
  Scenario: A call while typing
    Given I am online
    When I press "0"
    And I type "476" one key every 150 ms
    And Dupont calls
    Then the cursor does not move
    And the field "Number" contains "0476"

  @A29
  Scenario: The screen reader speaks alone
    Given the screen reader Fenrir
    And I am online
    When Dupont calls
    Then the screen reader says "Dupont" only once
