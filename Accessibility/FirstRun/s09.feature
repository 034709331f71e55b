# language: fr
@A5 @EN-5.1.3.14
Fonctionnalité: La voix parle la langue de l'agent
  Une voix française qui lit de l'anglais ne se comprend pas. Les annonces
  doivent être dans la langue choisie, et prononcées dans cette langue.

  Contexte:
    Étant donné une agente aveugle

  Plan du scénario: L'annonce de départ et celle du micro sont dans la langue choisie
    Étant donné que le programme est en <langue>
    Et un appel en cours avec Dupont
    Quand j'appuie sur F9
    Alors j'entends « <coupé> » en <langue>
    Et je n'entends jamais « <autre> »
    Et l'écran montre « <coupé> »

    Exemples:
      | langue   | coupé       | autre       |
      | français | Micro coupé | Muted       |
      | anglais  | Muted       | Micro coupé |
